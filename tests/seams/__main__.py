"""`python -m tests.seams` records the inner parts as the installed packages have them, after somebody has looked at each change."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.test")
django.setup()

from .reading import parts  # noqa: E402 - needs the applications
from .recorded import record  # noqa: E402

if __name__ == "__main__":
    record(parts())
