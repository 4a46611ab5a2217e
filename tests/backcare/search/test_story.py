"""The search story, with the index in files."""

from pathlib import Path

import pytest

from .story import tell_the_story


@pytest.mark.django_db
def test_the_story_holds_with_an_index_in_files(own_index: Path) -> None:
    tell_the_story()
