"""How many readers a second get a finished factsheet: from our own process, from nginx over our files, and from others beside them.

`python -m tests.benchmarks.delivery`: everything in one run, on this machine alone, with wrk and nginx (Debian's packages). Prints the table
of docs/performance.md, and ends with 1 where a bar is missed.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from tests.backcare.background.processes import until
from tests.backcare.serving.shipped_nginx import for_a_test
from tests.backcare.serving.slow_people import asked
from tests.setting_up.site import free_port, served
from tests.suite.nginx import nginx, why_no_nginx
from tests.suite.packages import install

from .stock_wagtail import stock_wagtail

PAGE = "/factsheets/medical-acupuncture/"
ROUNDS, SECONDS, CONNECTIONS = 5, 3, 16
#: Of the requests that nginx answers with the same bytes; of those of a stock Wagtail.
LEAST_ALONE, LEAST_THROUGH_NGINX, LEAST_OF_WAGTAIL = 0.40, 0.95, 60
#: Readers are counted, and programs are not.
_A_READER = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def main() -> int:
    for reason in (why_no_nginx(), _why_no_wrk()):
        if reason:
            print(f"This measure needs nginx and wrk: {reason}", file=sys.stderr)
            return 1
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="backcare-delivery-")))
        site = stack.enter_context(served(folder))
        _until_all_is_published(folder / "published" / "files")
        ours = int(site.address.rpartition(":")[2])
        page = (folder / "published" / "files" / PAGE.strip("/") / "index.html").read_text()
        ports = {
            "nginx, the same bytes": stack.enter_context(_running(folder / "plain", _plain(folder, page))),
            "our own process": ours,
            "nginx over our files": stack.enter_context(_shipped(folder, ours)),
            "a stock Wagtail, the same text": stack.enter_context(stock_wagtail(folder / "stock", page)),
        }
        return _report(_rounds(ports))


def _until_all_is_published(files: Path) -> None:
    """PDFs are made last, and drawing them would take the machine from what is measured."""
    until(lambda: (files / PAGE.strip("/") / "index.html").exists(), seconds=120)
    made = -1
    while made < len(found := list(files.rglob("*.pdf"))):
        made = len(found)
        time.sleep(20)


def _rounds(ports: dict[str, int]) -> dict[str, list[float]]:
    """Each after the other, again and again, so that all of them meet the same moods of the machine."""
    found: dict[str, list[float]] = {name: [] for name in ports}
    for _ in range(ROUNDS):
        for name, port in ports.items():
            found[name].append(_requests_a_second(port, "/" if "Wagtail" in name else PAGE))
    return found


def _report(found: dict[str, list[float]]) -> int:
    nginx_alone, own, through, wagtail = found.values()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, wrk -t1 -c{CONNECTIONS} -d{SECONDS}, {ROUNDS} rounds: median (least to most)"
    )
    for name, rates in found.items():
        print(f"| {name} | {statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f}) |")
    bars = {
        "our own process, of nginx": (_ratio(own, nginx_alone), LEAST_ALONE),
        "nginx over our files, of nginx": (_ratio(through, nginx_alone), LEAST_THROUGH_NGINX),
        "our own process, times a stock Wagtail": (_ratio(own, wagtail), LEAST_OF_WAGTAIL),
    }
    for name, (ratio, least) in bars.items():
        print(f"| {name} | {ratio:.2f} | at least {least} |")
    missed = [name for name, (ratio, least) in bars.items() if ratio < least]
    if missed:
        print(f"Missed: {', '.join(missed)}.")
    return 1 if missed else 0


def _ratio(ones: list[float], others: list[float]) -> float:
    """Of each round, as the machine is another one in the next."""
    return statistics.median(one / other for one, other in zip(ones, others, strict=True))


def _requests_a_second(port: int, path: str) -> float:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}", "-H", _A_READER, f"http://127.0.0.1:{port}{path}"],
        capture_output=True,
        text=True,
        check=True,
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise AssertionError(done.stdout)
    found = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    assert found
    return float(found[1])


def _why_no_wrk() -> str | None:
    return None if Path("/usr/bin/wrk").exists() else install("wrk")


def _plain(folder: Path, page: str) -> tuple[int, Path]:
    """nginx as it comes, with the same page and the headers that ours has."""
    here, port = folder / "plain", free_port()
    (here / PAGE.strip("/")).mkdir(parents=True)
    (here / PAGE.strip("/") / "index.html").write_text(page)
    shipped = for_a_test(here, port, port)
    headers = "\n".join(re.findall(r'^ *add_header [^$\n]*" always;', shipped.read_text(), re.MULTILINE))
    words = shipped.read_text().partition("upstream")[0]
    shipped.write_text(f"{words}server {{ listen 127.0.0.1:{port}; root {here};\n{headers}\n}} }}\n")
    return port, shipped


def _shipped(folder: Path, site: int) -> AbstractContextManager[int]:
    here, port = folder / "shipped", free_port()
    here.mkdir()
    return _running(here, (port, for_a_test(here, port, site, public=folder)))


@contextmanager
def _running(here: Path, configured: tuple[int, Path]) -> Iterator[int]:
    port, path = configured
    process = subprocess.Popen(
        [nginx() or "nginx", "-p", str(here), "-c", str(path)], stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: _answers(port))
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        return asked(port, PAGE)[0] == 200
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
