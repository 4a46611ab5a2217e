#!/usr/bin/env python
"""Every command of the site starts here."""

import os
import sys

from backcare.starting.commands import run

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.base")
    run(sys.argv)
