"""Workers as processes of their own, at the database of the test, and a mail server that can be slow."""

import os
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[3]


def environment(folder: Path, mail_port: int = 9) -> dict[str, str]:
    """What a process needs to work at the database of this test, as in production."""
    database = connection.settings_dict
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database['NAME']}"
        if connection.vendor == "sqlite"
        else f"postgres://{database['USER']}:{quote(database['PASSWORD'])}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
        if not database["HOST"].startswith("/")
        else f"postgres://{database['USER']}@/{database['HOST']}/{database['NAME']}",
        "DJANGO_SETTINGS_MODULE": "backcare.settings.base",
        "BACKCARE_DATA_DIR": str(folder),
        "SECRET_KEY": "only-for-tests",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
    }


def start_worker(folder: Path, mail_port: int) -> subprocess.Popen[bytes]:
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            cwd=ROOT,
            env=environment(folder, mail_port),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for a condition, which other processes bring about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail in; while it hangs it hears a whole mail and never says that it has it."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.hangs = False
        self.heard: list[str] = []
        self.taken: list[str] = []
        self.port: int = self.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            match line.split(b" ")[0].strip().upper():
                case b"EHLO":
                    self._say("250 hello")
                case b"DATA":
                    self._say("354 go on")
                    if not self._take_in():
                        return
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 yes")

    def _take_in(self) -> bool:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.decode())
        words = "".join(lines)
        self.server.heard.append(words)
        if self.server.hangs:
            self.rfile.read()  # until the other side is gone
            return False
        self.server.taken.append(words)
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
