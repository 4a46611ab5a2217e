"""What `make house` writes: the table of the folders in `docs/architecture.md`, and the drawing beside it."""

from pathlib import Path

from .drawing import draw
from .folders import LIBRARY, arrows, sentence_of
from .imports import read_imports
from .rules import FOLDERS, PACKAGES

PAGE = Path("docs/architecture.md")
PICTURE = Path("docs/images/house.svg")
BEGIN = "<!-- folders: `make house` writes what stands between these marks -->\n"
END = "<!-- /folders -->\n"


def written(root: Path) -> dict[Path, str]:
    """Each file that `make house` keeps, with what belongs into it now."""
    weights = arrows(read_imports(root, PACKAGES), FOLDERS)
    return {PAGE: _with_table(root), PICTURE: draw(FOLDERS, weights)}


def write(root: Path) -> list[Path]:
    """Brings them up to date; those that were not."""
    changed = [path for path, text in written(root).items() if _stored(root / path) != text]
    for path in changed:
        (root / path).write_text(written(root)[path], encoding="utf-8")
    return changed


def _with_table(root: Path) -> str:
    before, begin, rest = _stored(root / PAGE).partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE} has lost the marks between which the table of the folders stands.")
    return f"{before}{BEGIN}\n{_table(root)}\n{END}{after}"


def _table(root: Path) -> str:
    """From what knows all others to what all others rest on, as in the drawing."""
    rows = (
        f"| [`{folder}/`](../{LIBRARY}/{folder}/) | {sentence_of(root, folder)} |\n"
        for folder in reversed(FOLDERS)
    )
    return f"| folder | what is done there |\n|---|---|\n{''.join(rows)}"


def _stored(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
