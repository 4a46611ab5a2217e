"""How much work something is, as a ratio: by the clock, a busy machine would make every test of speed fail."""

import time
from collections.abc import Callable


def yardsticks(act: Callable[[], object]) -> float:
    """How many times the processor time of a fixed piece of work `act` takes.

    The piece, of about a fiftieth of a second, is measured before and after, and the slower one counts.
    """
    before = _seconds(_piece_of_work)
    took = _seconds(act)
    return took / max(before, _seconds(_piece_of_work))


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _piece_of_work() -> int:
    return sum(number * number for number in range(200_000))
