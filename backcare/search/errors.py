"""What can be wrong with an index; each error says it in words for the log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class SearchIndexError(Exception):
    """The index could not do what it was asked for; nothing is half done."""


class IndexUnavailable(SearchIndexError):
    """There is no index that could be read: missing, made for other fields, or damaged."""

    def __init__(self, reason: str, *, cause: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.cause = cause  # which generation or layout this is about, so that each is repaired once


class IndexBusy(SearchIndexError):
    """Somebody else writes, merges or rebuilds; trying again later helps."""


class RebuildStopped(SearchIndexError):
    """The process is about to end; whoever notices next rebuilds."""


class IndexWriteFailed(SearchIndexError, OSError):
    """The files could not be written, as on a full disk; the last commit stands."""


@contextmanager
def engine_failures(as_error: Callable[[str], SearchIndexError]) -> Iterator[None]:
    """Turn whatever the engine raises on bad files into an error of ours, made by `as_error` from the reason.

    It raises ValueError for nearly everything, OSError for files, and on some damage it panics: PanicException is no
    Exception and cannot be imported, so it is known by its name.
    """
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise as_error(_words(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise as_error(_words(error)) from error


def _words(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")
