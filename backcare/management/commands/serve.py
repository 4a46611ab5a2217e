"""`manage.py serve`: prepares the installation and serves it until it is told to stop."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from typing_extensions import override

from backcare.starting.port import HOST, refuse_a_taken_port
from backcare.starting.preparation import open_data_folder, prepare
from backcare.starting.server import serve
from backcare.starting.startup_lock import StartupLock


class Command(BaseCommand):
    """Prepares, then stays in the foreground; exits with a sentence when the port is taken or preparing fails."""

    help = "Prepares the installation, then serves it on 127.0.0.1 until Ctrl-C."
    requires_system_checks: list[str] = []

    @override
    def handle(self, **_options: object) -> None:
        port = int(settings.PORT)
        refuse_a_taken_port(port)
        data_dir = open_data_folder()
        lock = StartupLock(data_dir)
        try:
            prepare(lock, data_dir, self.stdout)
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped before the site was ready; the next start finishes the work."
            ) from None
        refuse_a_taken_port(port)  # another start may have been quicker while we waited for our turn
        connections.close_all()  # the server is a process of its own, and must not share ours
        self.stdout.write(
            f"BackCare: http://{HOST}:{port}/   staff: http://{HOST}:{port}/admin/   stop: Ctrl-C"
        )
        self.stdout.flush()
        serve(HOST, port, when_loaded=lock.end)
