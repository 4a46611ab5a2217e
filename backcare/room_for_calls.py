"""Room for deep calls, so that no loop waits for the system.

CPython keeps the frames of a thread's calls in pieces of 16 KiB, takes a piece from the system when a call does not fit into the last
one, and gives it back when that call ends (`DATA_STACK_CHUNK_SIZE` and `_PyThreadState_PopFrame` in its `Python/pystate.c`, from 3.11 on).
A loop whose calls stand at such an edge pays for that at each turn. How deep a page is drawn is chance: the finder with all ticked took
66 ms of the processor, and 95 in threads where its loop met an edge.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

#: Of eight bytes. Half a MiB is more than half of the piece of one MiB that CPython takes for it: the other half is for all calls within.
#: Memory that no call reaches is never used.
_SLOTS = 65_536


def with_room(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """The same function; about 500 KiB of frames fit into one piece while it runs. For what runs long: a thread, a command."""

    def roomy(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
        return function(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=_SLOTS)
    return roomy
