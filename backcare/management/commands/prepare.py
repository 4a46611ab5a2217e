"""`manage.py prepare`: tables, static files and first contents, without serving anything."""

from django.core.management.base import BaseCommand
from typing_extensions import override

from backcare.starting.preparation import open_data_folder, prepare
from backcare.starting.startup_lock import StartupLock


class Command(BaseCommand):
    """Prepares as `serve` does and under the same lock, so that a start at the same moment waits for it."""

    help = "Brings the database and the static files up to date; on a new installation also loads the first contents."
    requires_system_checks: list[str] = []

    @override
    def handle(self, **_options: object) -> None:
        data_dir = open_data_folder()
        lock = StartupLock(data_dir)
        try:
            prepare(lock, data_dir, self.stdout)
        finally:
            lock.end()
