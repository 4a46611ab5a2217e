"""A program that asks somebody over the network: it answers within a declared time, or counts as silent."""

import subprocess
from pathlib import Path


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
    """Why a program ended without an answer, by the line in which it says so."""
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    told = next((line for line in lines if line.lower().startswith("error")), lines[-1] if lines else "")
    return f"no answer came ({_shortened(told)})" if told else "no answer came"


def _shortened(line: str, most: int = 160) -> str:
    return line if len(line) <= most else f"{line[:most].rstrip()}…"
