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


def test_each_folder_of_tests_is_a_package() -> None:
    """Otherwise tests of one name in two folders take one another's helpers."""
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    above = {above for folder in folders for above in folder.parents if above.is_relative_to(ROOT / "tests")}
    assert [str(folder) for folder in sorted(folders | above) if not (folder / "__init__.py").exists()] == []
