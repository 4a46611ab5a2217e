"""A PostgreSQL server for one run: in a temporary folder, on a socket there, stopped at the end whatever happens."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .packages import install

SECONDS_TO_START = 60
SETTINGS = {
    "listen_addresses": "",  # the socket alone: no port can be taken, nobody else can come in
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}


class Unavailable(Exception):
    """There is no server to be had; the message says why."""


def programs() -> Path:
    """The folder of `initdb` and `postgres`, after an attempt to install them; raises `Unavailable`."""
    folder = _find_programs()
    if folder is None:
        reason = install("postgresql")
        folder = _find_programs()
        if folder is None:
            raise Unavailable(reason or "its programs were not found after the installation")
    return folder


def _find_programs() -> Path | None:
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if versions:
        return max(versions, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the DATABASE_URL of its database; raises `Unavailable`."""
    folder = programs()
    account = _server_account()
    home = Path(tempfile.mkdtemp(prefix="backcare-postgresql-"))
    try:
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        process = _start(folder, home, account)
        try:
            _wait_until_ready(folder, home, process)
            yield f"postgres://backcare@/{home}/backcare"
        finally:
            _stop(process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _server_account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root, so root runs it as the account that Debian's package made."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise Unavailable("it cannot run as root, and there is no account 'postgres' to run it as") from None


def _start(folder: Path, home: Path, account: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    who: dict[str, Any] = (
        {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    )
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    made = subprocess.run(
        [f"{folder}/initdb", "--no-sync", "--auth=trust", "--username=backcare", "--encoding=UTF8", f"{home}/data"],
        cwd=home, env=environment, capture_output=True, text=True, check=False, **who,
    )  # fmt: skip
    if made.returncode != 0:
        raise Unavailable(
            f"initdb failed: {(made.stderr.strip().splitlines() or ['no reason was given'])[-1]}"
        )
    settings = SETTINGS | {"unix_socket_directories": str(home)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (home / "server.log").open("wb") as log:
        # A session of its own: Ctrl-C reaches this program alone, and that stops the server in order.
        return subprocess.Popen(
            [f"{folder}/postgres", "-D", f"{home}/data", *options],
            cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **who,
        )  # fmt: skip


def _wait_until_ready(folder: Path, home: Path, process: subprocess.Popen[bytes]) -> None:
    create = [f"{folder}/createdb", "--host", str(home), "--username", "backcare", "backcare"]
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        # Creating the database is the question and the purpose at once.
        if subprocess.run(create, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    words = (home / "server.log").read_text(errors="replace").strip().splitlines()[-1:]
    raise Unavailable(f"the server did not start: {' '.join(words)}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """A fast shutdown: connections are cut, nothing is waited for."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()
