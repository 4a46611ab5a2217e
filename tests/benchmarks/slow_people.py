"""How long readers wait while others are slow, or something that the site needs is: a whole site, on PostgreSQL.

`python -m tests.benchmarks.slow_people`, and `--nginx` for the same behind the nginx of docs/deploy/. Only on this machine, and bounded: it
stops by itself after a few minutes. Prints a table for docs/slow-people.md.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.backcare.serving.shipped_nginx import for_a_test
from tests.backcare.serving.slow_people import asked, half_sent, stalled_downloads
from tests.setting_up.site import ROOT, environment_of, free_port, served
from tests.suite import postgresql

LIVE, STATIC = "/-/live", "/static/css/backcare.css"
PAGES = ("/", "/factsheets/", "/factsheets/massage/", "/search/?q=back+pain", "/find/", "/robots.txt")
PEOPLE, PDFS = 50, 30
MEGABYTES = 30
_UPLOAD = f"""
import django; django.setup()
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
print(Document.objects.create(title="Large", file=ContentFile(bytes({MEGABYTES} * 1024**2), "large.pdf")).url)
"""
_MAILS = """
import django; django.setup()
from django.utils import timezone
from factsheets.mail.sending import queue_words
for each in range(20):
    queue_words(f"mail {each}", "a@example.org", "Words", "Words.", now=timezone.now())
"""
_FACTSHEETS = """
import django; django.setup()
from factsheets.models import FactsheetPage
print(*(page.url for page in FactsheetPage.objects.live()))
"""


class Measure:
    """Asks again and again, and keeps the longest that anybody waited."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.rows: list[str] = []

    def note(self, what: str, *, pages: tuple[str, ...] = PAGES, rounds: int = 4) -> None:
        longest, statuses = {}, set()
        for kind, paths in (("live", (LIVE,)), ("static", (STATIC,)), ("pages", pages)):
            found = [asked(self.port, path) for _ in range(rounds) for path in paths]
            longest[kind] = max(seconds for _, seconds in found)
            if kind == "pages":
                statuses = {status for status, _ in found}
            elif {status for status, _ in found} != {200}:
                sys.exit(f"{paths[0]} is not answered: {found}")
        words = ", ".join(map(str, sorted(statuses)))
        row = " | ".join(f"{longest[kind]:.2f} s" for kind in ("live", "static", "pages"))
        self.rows.append(f"| {what} | {row} | {words} |")
        print(self.rows[-1], flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.slow_people", description=__doc__)
    parser.add_argument("--nginx", action="store_true", help="behind nginx")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="backcare-slow-")))
        url = stack.enter_context(postgresql.server())
        mail = stack.enter_context(_black_hole())
        # What the application does is measured: without files it answers for every page.
        more = {"DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{mail}", "PUBLISH_FILES": "0"}
        site = stack.enter_context(served(folder, **more))
        port = int(site.address.rpartition(":")[2])
        if chosen.nginx:
            port = stack.enter_context(_nginx(folder, port))
        run = _runner(folder, more)
        measure = Measure(port)
        _measure_all(measure, run, site.process, url)
    return 0


def _measure_all(measure: Measure, run: Callable[[str], str], serving: int, url: str) -> None:
    port = measure.port
    document, factsheets = run(_UPLOAD).strip(), run(_FACTSHEETS).split()
    measure.note("nobody")
    print(f"memory of the answering process: {_memory(serving)} MB", flush=True)
    with half_sent(port, PEOPLE):
        measure.note(f"{PEOPLE} half-sent forms")
    with stalled_downloads(port, document, PEOPLE):
        print(f"memory of the answering process: {_memory(serving)} MB", flush=True)
        measure.note(f"{PEOPLE} stalled downloads of {MEGABYTES} MB")
    _cold_pdfs(measure, factsheets)
    run(_MAILS)
    measure.note("a mail server that says nothing, 20 mails waiting")
    _kills(measure, serving)
    _stopped_database(measure, url)


def _cold_pdfs(measure: Measure, factsheets: list[str]) -> None:
    paths = [f"{page}{name}.pdf" for page in factsheets for name in ("factsheet", "large-print")]
    paths = (paths * PDFS)[:PDFS]
    with ThreadPoolExecutor(PDFS) as people:
        coming = [people.submit(asked, measure.port, path) for path in paths]
        time.sleep(0.8)
        measure.note(f"{PDFS} PDFs that nobody had asked for yet")
        statuses = [done.result() for done in coming]
    print("PDFs at once:", sorted((status, round(seconds, 1)) for status, seconds in statuses), flush=True)
    left, rounds = set(paths), 0
    while left and rounds < 20:
        rounds += 1
        left -= {path for path in sorted(left) if asked(measure.port, path)[0] == 200}
    print(f"each drawn after {rounds} more rounds, left: {len(left)}", flush=True)


def _kills(measure: Measure, serving: int) -> None:
    waited = []
    for _ in range(3):
        os.kill(_answering(serving), signal.SIGKILL)
        status, seconds = asked(measure.port, LIVE)
        # nginx gives up a connection that breaks, and says so; the next one is answered.
        waited.append((status, round(seconds, 2)))
    print("after each kill -9:", waited, flush=True)
    measure.note("kill -9 three times in a row")


def _stopped_database(measure: Measure, url: str) -> None:
    home = Path(url.partition("@/")[2].rpartition("/")[0])
    server = int((home / "data" / "postmaster.pid").read_text().splitlines()[0])
    processes = [server, *_children(server)]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(20) as people:
            coming = [people.submit(asked, measure.port, PAGES[2]) for _ in range(20)]
            time.sleep(0.2)
            print("meanwhile:", [asked(measure.port, path) for path in (LIVE, STATIC)], flush=True)
            found = [done.result() for done in coming]
        print(
            "20 at once when it stops:",
            {status for status, _ in found},
            f"longest {max(seconds for _, seconds in found):.1f} s, "
            f"median {statistics.median(seconds for _, seconds in found):.1f} s",
            flush=True,
        )
        measure.note("a database server that was stopped", pages=PAGES[:5])
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)
    started = time.monotonic()
    while asked(measure.port, PAGES[2])[0] != 200:
        time.sleep(0.1)
    print(f"back after {time.monotonic() - started:.1f} s", flush=True)


def _runner(folder: Path, more: dict[str, str]) -> Callable[[str], str]:
    environment = environment_of(folder, "backcare.settings.base") | more

    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return run


@contextmanager
def _black_hole() -> Iterator[int]:
    """A mail server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken: list[socket.socket] = []

        def take() -> None:
            try:
                while True:
                    taken.append(listening.accept()[0])
            except OSError:
                return

        threading.Thread(target=take, daemon=True).start()
        yield listening.getsockname()[1]


@contextmanager
def _nginx(folder: Path, port: int) -> Iterator[int]:
    here, front = folder / "nginx", free_port()
    here.mkdir()
    conf = for_a_test(here, front, port, public=folder)
    process = subprocess.Popen(["/usr/sbin/nginx", "-p", str(here), "-c", str(conf)])
    try:
        time.sleep(1)
        yield front
    finally:
        process.terminate()
        process.wait()


def _children(process: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _answering(serving: int) -> int:
    """Waits for it where the next one is just being started."""
    while True:
        for child in _children(serving):
            if "answer" in Path(f"/proc/{child}/comm").read_text():
                return child
        time.sleep(0.05)


def _memory(serving: int) -> int:
    status = Path(f"/proc/{_answering(serving)}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())
