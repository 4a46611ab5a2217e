"""Known vulnerabilities fail, and silence is told: pip-audit itself asks a service here that says what was planted."""

import json
import socket
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from .locks import read_locks
from .planted import lock, plant
from .report import Report
from .vulnerabilities import PIP_AUDIT, look_up

ENTRY = {
    "id": "PYSEC-2026-1",
    "aliases": ["CVE-2026-1234"],
    "schema_version": "1.6.0",
    "summary": "Readers see more than they may.",
    "affected": [
        {
            "package": {"name": "library", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.2.1"}]}],
        }
    ],
}
SENTENCE = "library 1.2.0 has a known vulnerability, PYSEC-2026-1 = CVE-2026-1234, mended in 1.2.1."
NONE = "Known vulnerabilities: none in 3 locked versions."


class Service(ThreadingHTTPServer):
    """Knows of vulnerabilities by name and version of a package, in the words of https://osv.dev/."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.known: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.asked: set[tuple[str, str]] = set()


class _Answer(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        pin = asked["package"]["name"], asked["version"]
        self.server.asked.add(pin)
        body = json.dumps({"vulns": found} if (found := self.server.known.get(pin)) else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    plant(tmp_path)
    return tmp_path


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def asked_of(port: int, root: Path, seconds: float = 60) -> Report:
    """By pip-audit itself, of the service on `port`."""
    options = ("--vulnerability-service", "osv", "--osv-url", f"http://127.0.0.1:{port}/")
    return look_up(read_locks(root), {}, (*PIP_AUDIT, *options, "--cache-dir", str(root / "cache")), seconds)


def told_by(root: Path, code: str, accepted: dict[str, str] | None = None) -> Report:
    """By a program in place of pip-audit: `pins` is what it is asked for, `answer` says its answer in the same words."""
    words = (
        "import json, sys\n"
        "asked = open(sys.argv[sys.argv.index('--requirement') + 1])\n"
        "pins = dict(line.strip().split('==') for line in asked)\n"
        "clean = {name: {'name': name, 'version': pins[name], 'vulns': []} for name in pins}\n"
        "def answer(*unlike):\n"
        "    entries = clean | {entry['name']: entry for entry in unlike if entry['name'] in pins}\n"
        "    print(json.dumps({'dependencies': list(entries.values())}))\n"
    )
    return look_up(read_locks(root), accepted or {}, (sys.executable, "-c", words + code), seconds=60)


def found(**unlike: Any) -> str:
    """The code of a program that knows one vulnerability."""
    known = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-1234"], "fix_versions": ["1.2.1"]} | unlike
    return f"answer({ {'name': 'library', 'version': '1.2.0', 'vulns': [known]} })"


def test_a_known_vulnerability_fails_and_every_pin_is_asked_for(root: Path, service: Service) -> None:
    lock(root, "colours", "1.0 ; sys_platform == 'no-such-system'")
    lock(root, "soup", "2.10 ; python_full_version < '3.11.5'")
    lock(root, "soup", "4.1.2 ; python_full_version >= '3.11.5'")
    service.known["library", "1.2.0"] = [ENTRY]
    service.known["framework", "5.2.0"] = [ENTRY]
    assert asked_of(service.server_port, root) == Report(broken=(SENTENCE,))
    assert service.asked == {
        ("checker", "2026.11.15"), ("colours", "1.0"), ("framework", "5.2.1"), ("library", "1.2.0"),
        ("soup", "2.10"), ("soup", "4.1.2"),
    }  # fmt: skip


def test_no_known_vulnerability(root: Path, service: Service) -> None:
    assert asked_of(service.server_port, root) == Report(told=(NONE,))


def test_a_service_that_cannot_be_reached_is_told(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        report = asked_of(taken.getsockname()[1], root)
    assert report == Report(
        told=(
            "Known vulnerabilities could not be looked up for any package: no answer came (ConnectionError).",
        )
    )


def test_a_service_that_does_not_answer_in_time_is_told(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        report = asked_of(silent.getsockname()[1], root, seconds=2)
    assert report == Report(
        told=(
            "Known vulnerabilities could not be looked up for any package: no answer came within 2 seconds.",
        )
    )


def test_one_that_no_release_mends_says_so(root: Path) -> None:
    assert told_by(root, found(fix_versions=[])).broken == (SENTENCE.replace("1.2.1", "no release yet"),)


@pytest.mark.parametrize("name", ["PYSEC-2026-1", "CVE-2026-1234"])
def test_one_that_is_accepted_is_told_with_its_reason(root: Path, name: str) -> None:
    assert told_by(root, found(), {name: "the site does not call it"}) == Report(
        told=(f"{SENTENCE} It is accepted: the site does not call it.",)
    )


def test_an_acceptance_that_is_no_longer_needed_is_told(root: Path) -> None:
    accepted = {"CVE-2026-1234": "the site does not call it"}
    assert told_by(root, "answer()", accepted).told == (
        NONE,
        "No locked version has CVE-2026-1234 any more: take it out of “vulnerabilities” in the policy.",
    )
    assert not any("any more" in words for words in told_by(root, "sys.exit('cut')", accepted).told)


def test_a_service_without_an_entry_for_any_package_is_not_taken_for_a_clean_bill(root: Path) -> None:
    assert told_by(root, "answer(*({'name': name, 'skip_reason': 'not found'} for name in pins))") == Report(
        told=("Known vulnerabilities could not be looked up for any package: the service has no entry.",)
    )


def test_packages_without_an_entry_are_named(root: Path) -> None:
    assert told_by(root, "answer({'name': 'checker', 'skip_reason': 'not found'})") == Report(
        told=(
            "Known vulnerabilities: none in 2 locked versions.",
            "Known vulnerabilities could not be looked up for checker: the service has no entry.",
        )
    )


def test_what_is_found_fails_even_if_another_part_had_no_answer(root: Path) -> None:
    code = f"if 'framework' in pins: sys.exit('The connection was cut.')\n{found()}"
    assert told_by(root, code) == Report(
        told=(
            "Known vulnerabilities could not be looked up for framework: no answer came (The connection was cut.).",
        ),
        broken=(SENTENCE,),
    )


@pytest.mark.parametrize(
    ("last_line", "reason"),
    [
        ("ERROR:pip_audit._cli:Could not connect to the feed", "Could not connect to the feed"),
        ("pip_audit._service.interface.ServiceError", "ServiceError"),
        ("requests.exceptions.ReadTimeout: HTTPSConnectionPool(…): Read timed out.", "ReadTimeout"),
        ("a" * 200, f"{'a' * 120}…"),
    ],
)
def test_why_there_is_no_answer_is_said_in_short(root: Path, last_line: str, reason: str) -> None:
    code = f"sys.exit('Traceback (most recent call last):\\n  File …\\n' + {last_line!r})"
    assert told_by(root, code) == Report(
        told=(f"Known vulnerabilities could not be looked up for any package: no answer came ({reason}).",)
    )


@pytest.mark.parametrize("answer", ["", "null", "{}", "<html>"])
def test_an_answer_that_is_none(root: Path, answer: str) -> None:
    assert told_by(root, f"print({answer!r})") == Report(
        told=("Known vulnerabilities could not be looked up for any package: no answer came.",)
    )
