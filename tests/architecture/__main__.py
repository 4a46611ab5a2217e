"""`make house`: writes the table and the drawing of `docs/architecture.md`, and prints figures of the house."""

import os
import sys
from pathlib import Path

import django
from django.apps import apps

from .folders import arrows
from .imports import read_imports
from .measures import arrows_between, deepest_model, sizes
from .page import write
from .rules import FOLDERS, PACKAGES

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    for path in write(ROOT):
        print(f"{path}: written anew")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.test")
    django.setup()
    print(arrows_between(arrows(read_imports(ROOT, PACKAGES), FOLDERS)))
    print(deepest_model(list(apps.get_app_config("factsheets").get_models())))
    print(*sizes(ROOT), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
