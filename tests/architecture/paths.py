"""Which files of ours the documentation names, and which of them there are."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

FOLDERS = ("backcare", "docs", "factsheets", "home", "make", "templates", "tests")
SOURCES = (".py", ".html", ".css", ".js", ".md", ".yaml", ".tsv", ".txt", ".toml", ".svg")
#: The site writes these itself, under its data folder.
OF_THE_SITE = ("var/", "media/")

_QUOTED = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)*/?)`")
_LINKED = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def stored_paths(root: Path) -> set[str]:
    """Every file as `a/b.py` and every folder as `a/b/`."""
    here = [path for path in root.iterdir() if path.is_file()]
    below = [
        path for folder in FOLDERS for path in (root / folder).rglob("*") if "__pycache__" not in path.parts
    ]
    folders = [root / folder for folder in FOLDERS]
    return {
        f"{path.relative_to(root).as_posix()}{'/' if path.is_dir() else ''}"
        for path in [*here, *folders, *below]
    }


def missing_paths(text: str, stored: Iterable[str]) -> list[str]:
    """What looks like a path of ours and leads nowhere; it may begin in any folder, as `page/models/suitability.py`."""
    known = [f"/{path}" for path in stored]
    named = dict.fromkeys(found for found in _QUOTED.findall(text) if _is_ours(found))
    return [name for name in named if not any(fnmatchcase(path, f"*/{name}") for path in known)]


def missing_links(page: Path) -> list[str]:
    """The links of a page to files beside it that are not there."""
    text = page.read_text(encoding="utf-8")
    return [target for target in _LINKED.findall(text) if not (page.parent / target).exists()]


def _is_ours(name: str) -> bool:
    if name.startswith(OF_THE_SITE):
        return False
    if name.endswith("/"):
        return True
    return name.endswith(SOURCES) and ("/" in name or name.endswith(".py"))
