"""One database set-up for each run: a template is migrated once, and every parallel worker gets a copy of it."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from filelock import FileLock
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, Locale, Page


def claim_database(shared: Path, copy: str) -> None:
    """Point the connection of this process at a database of its own, named after `copy`.

    `shared` is a folder that all workers of this run see; SQLite databases are files in it. The first worker to come
    makes the template, the others wait for it.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(shared / "template.sqlite3")
        connection_created.connect(_do_not_wait_for_the_disk)
    post_migrate.connect(_give_back_the_roots, sender=apps.get_app_config("wagtailcore"))
    creation = connection.creation
    with FileLock(shared / "database.lock"):
        ready = shared / "database.ready"
        if ready.exists():
            connection.close()
            connection.settings_dict["NAME"] = creation._get_test_db_name()
        else:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            ready.touch()
        connection.close()  # a template in use cannot be copied
        # The journal of a run that was killed would be played into the new copy.
        for left_behind in shared.glob(f"template_{copy}.sqlite3-*"):
            left_behind.unlink()
        creation.clone_test_db(copy, verbosity=0, autoclobber=True)
    connection.settings_dict.update(creation.get_test_db_clone_settings(copy))


def give_back_database() -> None:
    """Delete the copy that this process claimed."""
    connection.creation.destroy_test_db(verbosity=0)


def _give_back_the_roots(**_kwargs: Any) -> None:
    """A test with transactions of its own ends with a flush, which takes also the rows that Wagtail's migrations made.

    `post_migrate` follows the flush; Wagtail's comes before ours, so the site's foundations find these in place again.
    """
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")


def _do_not_wait_for_the_disk(connection: Any, **_kwargs: Any) -> None:
    """Test databases need not survive a power cut."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
