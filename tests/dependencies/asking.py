"""A program that asks somebody over the network: it answers within a declared time, or counts as silent."""

import re
import subprocess
from pathlib import Path

#: As uv (“error: …”) and pip-audit (“ERROR:pip_audit._cli:…”) begin the line that says what went wrong.
_ERROR = re.compile(r"error:(?:[\w.]+:)? *", re.IGNORECASE)
#: As a traceback ends: “requests.exceptions.ReadTimeout: …”.
_EXCEPTION = re.compile(r"(?:\w+\.)+(\w+)(?::|$)")


class NoAnswer(Exception):
    """There is no answer to be had; the message says why, as the end of a sentence without its full stop."""


def ask(command: list[str], folder: Path, seconds: float) -> subprocess.CompletedProcess[str]:
    """Run `command` in `folder`; raises `NoAnswer` when it is not there or not done after `seconds`."""
    try:
        return subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"no answer came within {seconds:g} seconds") from None
    except OSError as error:
        raise NoAnswer(f"{command[0]} could not be started ({error.strerror})") from error


def reason_of(done: subprocess.CompletedProcess[str]) -> str:
    """Why a program ended without an answer: the line that it calls an error, or the kind of the exception that ended it."""
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    said = next((line[found.end() :] for line in lines if (found := _ERROR.match(line))), None)
    if said is None and lines:
        exception = _EXCEPTION.match(lines[-1])
        said = exception[1] if exception else lines[-1]
    return f"no answer came ({_shortened(said)})" if said else "no answer came"


def _shortened(line: str, most: int = 120) -> str:
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
