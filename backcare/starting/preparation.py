"""All that a start does before it serves, in order; on an installation that is in order it takes a moment."""

from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import CommandError, OutputWrapper

from backcare.delivery.place import forget_all_files, publishes
from backcare.delivery.tasks import prove_all
from backcare.search.repair import repairs_put_off

from .database import make_the_tables_fit, refuse_an_empty_database_beside, refuse_an_unreachable_database
from .outages import lay_out_the_page_of_outages
from .search_index import make_the_search_index_fit
from .startup_lock import StartupLock
from .static_files import lay_out_static_files


def open_data_folder() -> Path:
    """The folder of everything the site writes, for its owner only; `CommandError` when it cannot be written."""
    data_dir = Path(settings.DATA_DIR)
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        data_dir.chmod(0o700)
    except OSError as error:
        raise CommandError(
            f"The data folder {data_dir} cannot be used: {error.strerror}. "
            "Name another with BACKCARE_DATA_DIR, or give this user the right to write there."
        ) from None
    return data_dir


def prepare(lock: StartupLock, data_dir: Path, out: OutputWrapper | TextIO) -> None:
    """Bring tables, static files and the search index up to date; on the very first start also fill the library.

    Safe to repeat, to interrupt, and to run twice at once.
    """
    refuse_an_unreachable_database()
    lock.take()
    refuse_an_empty_database_beside(data_dir)
    with repairs_put_off():  # the first pages are laid before there can be an index
        is_new = make_the_tables_fit()
    if is_new:
        out.write("The database is up to date.\n")
    lay_out_static_files(data_dir)
    lay_out_the_page_of_outages()
    make_the_search_index_fit(out)
    if _is_first_start():
        for command in settings.FIRST_START_COMMANDS:
            call_command(command, stdout=out)
    if _is_first_start():
        out.write("Nobody has an account yet. Make the first with “manage.py createsuperuser”.\n")
    if publishes():
        prove_all.enqueue()  # another release, or a library from a backup, is another site
    elif forget_all_files():
        out.write("The published files of an earlier time are deleted: PUBLISH_FILES is 0.\n")
    _tell_what_the_database_checks_find(out)


def _tell_what_the_database_checks_find(out: OutputWrapper | TextIO) -> None:
    """One line each. The site starts all the same: what they find is put right on its screens."""
    for message in run_checks(tags=[Tags.database], databases=["default"]):
        out.write(f"{message.msg}\n")


def _is_first_start() -> bool:
    """Nobody has an account yet. The last of the first-start commands makes some, so an interrupted first start is
    finished by the next one, and later starts never bring back what staff have deleted."""
    return not get_user_model()._default_manager.exists()
