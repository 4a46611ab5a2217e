"""Templates, scripts and tests of an activity lie under the name of its folder."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _folders(path: Path) -> set[str]:
    return {
        folder.name
        for folder in path.iterdir()
        if any(file.is_file() and file.suffix != ".pyc" for file in folder.rglob("*"))
    }


@pytest.mark.parametrize("mirror", ["templates/factsheets", "tests/factsheets", "backcare/static/factsheets"])
def test_its_folders_are_named_as_those_of_the_code(mirror: str) -> None:
    folders = _folders(ROOT / mirror)
    assert folders, "nothing was found"
    assert folders <= _folders(ROOT / "factsheets")
