"""What is written to standard error: each thing on a line of its own, and nothing that readers typed."""

from importlib.util import find_spec
from typing import Any

#: Newer releases of Django have them themselves.
TASKS_PACKAGE = "django.tasks" if find_spec("django.tasks") else "django_tasks"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "backcare.log_lines.OneLine",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"failures": {"()": "backcare.log_lines.Failures"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # What was not there or not allowed stands in the line of its request.
        "django.request": {"level": "ERROR", "filters": ["failures"]},
        # Each page that is made or published stands in Wagtail's own audit log.
        "wagtail": {"level": "WARNING"},
        TASKS_PACKAGE: {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "waitress.queue": {"level": "ERROR"},  # that some wait for a thread is what a queue is for
        "django.server": {"level": "ERROR"},
    },
}
