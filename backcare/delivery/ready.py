"""`/-/ready`: whether the database answers, and how far the published files are behind it."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from .standing import StandingOfFiles, standing

READY = "-/ready"
#: What our own processes do then, and what nothing of ours can keep a web server from that reads the folder by itself.
_TROUBLE = {
    "files": "cannot be read or written",
    "this_site": "hands out none of them; the application answers",
    "a_web_server_in_front": "may go on handing out what lies in the folder, also what was withdrawn",
}


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 while the database is away or cannot be written, or the folder of the files. Numbers and ages alone: whoever asks need not be one of us."""
    try:
        found, is_kept = standing(), _can_be_written()
    except (DatabaseError, InterfaceError):
        return _told({"ready": False, "database": "does not answer"}, 503)
    except OSError:
        return _told({"ready": False, "database": "answers"} | _TROUBLE, 503)
    if not is_kept:
        return _told({"ready": False, "database": "answers, but cannot be written"}, 503)
    return _told({"ready": True, "database": "answers", "files": _behind(found)}, 200)


def _can_be_written() -> bool:
    """Whether what staff write would be kept. Nothing is written to find out: SQLite lets one write at a time."""
    if connection.vendor == "sqlite":
        file = str(connection.settings_dict["NAME"])
        is_in_memory = not Path(file).is_file()
        return is_in_memory or (os.access(file, os.W_OK) and os.access(Path(file).parent, os.W_OK | os.X_OK))
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        return bool(cursor.fetchone() == ("off",))


def _behind(found: StandingOfFiles) -> dict[str, object]:
    if not found.is_on:
        return {"published": False}
    return {
        "published": True,
        "count": found.files,
        "changes_waiting": found.changes,
        "seconds_behind": found.seconds_behind,
        "without_file": len(found.failures),
        "not_there": len(found.vanished),
        "sites_without_files": len(found.other_sites),
        "last_sweep": found.last_sweep.isoformat(timespec="seconds") if found.last_sweep else None,
    }


def _told(answer: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(answer, status=status, headers={"Cache-Control": "no-store"})
