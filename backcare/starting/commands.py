"""Commands as `manage.py` runs them: what the machine refuses is said in one sentence, with an exit code other than 0."""

import errno
import gc
import logging
import sys
from contextlib import nullcontext

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from backcare.room_for_calls import with_room
from backcare.search.repair import repairs_put_off

from .database import why_it_cannot_be_used

logger = logging.getLogger(__name__)

#: No room, no right to write, or a place that is not there: nothing that the code could have done otherwise. Without a
#: number it is an error of ours that stands for one of these.
_OF_THE_MACHINE = {
    None,
    errno.EACCES,
    errno.EDQUOT,
    errno.EEXIST,
    errno.EFBIG,
    errno.EIO,
    errno.ENOENT,
    errno.ENOSPC,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}


#: They last, and mend a search index that they cannot read. Every other command is over before that were done: it leaves
#: the index to them, or to the nightly run.
_LASTING = {"serve", "work", "runserver"}


#: So many things a command makes before Python looks for what nobody holds any more; by itself it looks after 700. Nearly
#: all of what is loaded stays to the end: to look for the rest so often takes a fifth of a start, and of a migration.
_MADE_BETWEEN_TWO_LOOKS = 20_000


def run(words: list[str]) -> None:
    """`--traceback` shows all that Python says, as it does for Django's own refusals."""
    lasts = bool(_LASTING.intersection(words[1:2]))
    if not lasts:
        gc.set_threshold(_MADE_BETWEEN_TWO_LOOKS, 10, 10)
    try:
        with nullcontext() if lasts else repairs_put_off():
            with_room(execute_from_command_line)(words)
    except (ImproperlyConfigured, DatabaseError, OSError) as error:
        sentence = _in_words(error)
        if not sentence or "--traceback" in words:
            raise
        logger.debug("A command ended", exc_info=True)
        sys.exit(sentence)


def _in_words(error: ImproperlyConfigured | DatabaseError | OSError) -> str:
    """One sentence with the remedy; empty for what only the code can be blamed for."""
    if isinstance(error, ImproperlyConfigured):
        return f"The settings are not right: {error}"
    if isinstance(error, OSError):
        return _of_a_file(error) if error.errno in _OF_THE_MACHINE else ""
    return why_it_cannot_be_used(error)


def _of_a_file(error: OSError) -> str:
    what = f"{error.filename or 'A file'} cannot be used: {error.strerror}" if error.errno else str(error)
    return f"{what}. Check that there is room on the disk and that this user may read and write there, then try again."
