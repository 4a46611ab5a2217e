"""A child process for what strangers or large files could make slow: what it may take, and what it gets to know."""

from __future__ import annotations

import os
import resource
from pathlib import Path
from typing import NamedTuple

#: Where `python -m factsheets…` finds our own modules.
ROOT = Path(__file__).resolve().parents[2]
#: What a child gets to know of our environment: no key, no database.
_ENVIRONMENT = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")


class Limits(NamedTuple):
    """What one piece of work may take before its process is ended."""

    seconds: int  # of the processor; twice as many by the clock, for busy machines
    memory: int  # bytes


def child_environment() -> dict[str, str]:
    """The environment of a child."""
    return {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | {"LC_ALL": "C.UTF-8"}


def stand_back() -> None:
    """Let whoever reads a page come first."""
    os.nice(10)


def keep_to(limits: Limits) -> None:
    """Lower the limits of this process for good, and let no memory of it be written to disk when it fails."""
    limit(resource.RLIMIT_CPU, limits.seconds)
    limit(resource.RLIMIT_AS, limits.memory)
    limit(resource.RLIMIT_CORE, 0)


def limit(what: int, amount: int) -> None:
    """Lower a limit of this process for good; one that is lower already stays."""
    _, hardest = resource.getrlimit(what)
    if hardest != resource.RLIM_INFINITY:
        amount = min(amount, hardest)
    resource.setrlimit(what, (amount, amount))
