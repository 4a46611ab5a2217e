"""`python -m making FILE`: fills the empty installation of BACKCARE_DATA_DIR and DATABASE_URL; what is to be found in it goes into FILE."""

import json
import sys
from pathlib import Path

import django


def main(expected: Path) -> None:
    django.setup()
    # Only now: both need models.
    from django.core.management import call_command  # noqa: PLC0415

    from tests.releases.making import looking, story  # noqa: PLC0415

    call_command("prepare")
    story.tell()
    found = looking.expectations()
    story.leave()
    expected.write_text(
        json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    if wrong := {part: sentences for part, sentences in looking.differences(found).items() if sentences}:
        sys.exit(f"The code that made it does not find it again: {wrong}")
    story.leave()


main(Path(sys.argv[1]))
