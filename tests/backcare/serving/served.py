"""Settings of a server under test: those of the tests, with the uploads of the test that started it."""

import os
from pathlib import Path

from backcare.settings import base
from backcare.settings.test import *  # noqa: F403
from backcare.settings.test import DATA_DIR, PUBLIC_DIR

MEDIA_ROOT = Path(os.environ["UPLOADS"])
PDF_FOLDER = DATA_DIR / "pdfs"
PUBLISHED_FOLDER = PUBLIC_DIR / "published"
PUBLISH_FILES = True
LOGGING = None
SECONDS_OF_SILENCE = 2
DATABASE_SECONDS_FOR_READERS = base.DATABASE_SECONDS_FOR_READERS
