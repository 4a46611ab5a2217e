"""Commands as somebody types them, one after the other: each in a fork of a process that has loaded Django once."""

from __future__ import annotations

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from runpy import run_module
from typing import NamedTuple, Protocol

import django
from django.conf import settings
from django.core import management

from backcare.starting.commands import run

ROOT = Path(__file__).resolve().parents[2]


class Said(NamedTuple):
    code: int
    out: str
    err: str


class Type(Protocol):
    """Types one command and waits for its end; with `most` the disk is as full as if no file could grow beyond so many bytes."""

    def __call__(self, *words: str, most: int = 0) -> Said: ...


@contextmanager
def prompt(**environment: str) -> Iterator[Type]:
    """Where commands are typed, by the name of a command of ours, or as `-m` and the name of a module."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.setting_up.commands"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "backcare.settings.base"} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked
        assert answers

        def typed(*words: str, most: int = 0) -> Said:
            print(json.dumps([most, words]), file=asked, flush=True)
            return Said(*json.loads(answers.readline()))

        yield typed


def in_turn(commands: list[list[str]], *, most_bytes_in_a_file: int = 0, **environment: str) -> list[Said]:
    """What each said, and its exit code. With `most_bytes_in_a_file` the disk is as full as if no file could grow further."""
    with prompt(**environment) as type_:
        return [type_(*words, most=most_bytes_in_a_file) for words in commands]


def _in_a_fork(words: list[str], most: int) -> tuple[int, str, str]:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            _run(words, most)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return code, _text(out.fileno()), _text(err.fileno())


def _run(words: list[str], most: int) -> None:
    """As the interpreter itself would: what is not caught is shown, and the exit code is 1."""
    code = 1
    try:
        if most:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        if words[0] == "-m":
            sys.argv = words[1:]
            run_module(words[1], run_name="__main__", alter_sys=True)
        else:
            run(["manage.py", *words])
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
        if isinstance(ended.code, str):
            sys.stderr.write(ended.code)
    except BaseException:  # noqa: BLE001  it is shown, and nothing goes on after it
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _text(file: int) -> str:
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, 100_000).decode()


if __name__ == "__main__":
    gc.disable()  # what is loaded stays, in the forks too
    with suppress(Exception):  # settings that fail do so again, in each of them
        django.setup()
        # What the checks before each command would load, and would load again in each fork.
        import_module(settings.ROOT_URLCONF)
        management.get_commands()
    gc.freeze()
    gc.enable()
    for line in sys.stdin:
        limit, wanted = json.loads(line)
        print(json.dumps(_in_a_fork(wanted, limit)), flush=True)
