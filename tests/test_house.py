"""What the documentation says about the house is so: the table, the drawing, and every path that it names."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.architecture.drawing import draw
from tests.architecture.measures import in_a_circle, sizes
from tests.architecture.page import BEGIN, END, PAGE, PICTURE, write, written
from tests.architecture.paths import missing_links, missing_paths, stored_paths
from tests.architecture.rules import FOLDERS

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("path", [PAGE, PICTURE], ids=str)
def test_the_page_of_the_house_is_what_make_house_writes(path: Path) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == written(ROOT)[path], "Run `make house`."


def test_make_house_writes_the_sentences_of_the_folders_and_leaves_all_else(tmp_path: Path) -> None:
    _house(tmp_path, "page", '"""The factsheet."""')
    (tmp_path / PAGE).write_text(f"Before.\n{BEGIN}of before\n{END}After.\n", encoding="utf-8")

    assert write(tmp_path) == [PAGE, PICTURE]
    text = (tmp_path / PAGE).read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    assert "| The factsheet. |" in text
    assert "of before" not in text
    assert write(tmp_path) == []

    _house(tmp_path, "page", '"""One therapy."""')
    assert write(tmp_path) == [PAGE]


def test_a_page_without_its_marks_is_refused(tmp_path: Path) -> None:
    _house(tmp_path, "page", "")
    (tmp_path / PAGE).write_text(f"Before.\n{BEGIN}", encoding="utf-8")
    with pytest.raises(ValueError, match="has lost the marks"):
        write(tmp_path)


def test_the_drawing_has_each_folder_and_each_weight() -> None:
    picture = ElementTree.fromstring(
        draw(("page", "search", "staff"), Counter({("search", "page"): 27, ("staff", "page"): 3}))
    )
    texts = [(text.get("class"), text.text) for text in picture.iter(f"{SVG}text")]
    assert [words for kind, words in texts if kind == "name"] == ["staff", "search", "page"]
    assert [words for kind, words in texts if kind != "name"] == ["27", "3"]
    assert len([path for path in picture.iter(f"{SVG}path") if path.get("class") == "head"]) == 1


def test_circles_between_folders_are_counted() -> None:
    line = Counter({("staff", "search"): 1, ("search", "page"): 1})
    assert in_a_circle(line) == []
    assert in_a_circle(line + Counter({("page", "search"): 1})) == ["page", "search"]


def test_sizes_name_the_longest(tmp_path: Path) -> None:
    for package in ("backcare", "home", "factsheets"):
        (tmp_path / package).mkdir()
    (tmp_path / "home/views.py").write_text("def short() -> None:\n    pass\n", encoding="utf-8")
    (tmp_path / "factsheets/words.py").write_text("def long() -> None:\n    pass\n\n\n    pass\n", "utf-8")
    assert sizes(tmp_path) == [
        "files: 2, median 4 lines, longest 5 (factsheets/words.py)",
        "functions: 2, median 4 lines, longest 5 (factsheets/words.py, long)",
    ]


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_every_file_that_the_documentation_names_is_there(document: Path) -> None:
    assert missing_paths(document.read_text(encoding="utf-8"), stored_paths(ROOT)) == []
    assert missing_links(document) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("`factsheets/page/models/suitability.py`, `page/models/suitability.py`, `suitability.py`", []),
        ("`tests/releases/`, `templates/factsheets/reviews/email/*.txt`, `library/find.js`", []),
        (
            "`make run`, `/search/`, `var/mutation/`, `LC_MESSAGES/django.po`, `FactsheetPage.search_fields`",
            [],
        ),
        ("`factsheets/models/suitability.py`", ["factsheets/models/suitability.py"]),
        ("`ability.py` and `factsheets/editorial/`", ["ability.py", "factsheets/editorial/"]),
        ("`templates/email/*.txt`", ["templates/email/*.txt"]),
    ],
)
def test_a_path_that_leads_nowhere_is_found(text: str, missing: list[str]) -> None:
    assert missing_paths(text, stored_paths(ROOT)) == missing


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#top) [there](https://example.org/) [gone](gone.md)", encoding="utf-8")
    assert missing_links(page) == ["gone.md"]


def _house(root: Path, folder: str, text: str) -> None:
    assert folder in FOLDERS
    for path in (Path("factsheets") / folder, PAGE.parent, PICTURE.parent):
        (root / path).mkdir(parents=True, exist_ok=True)
    (root / "factsheets" / folder / "__init__.py").write_text(text, encoding="utf-8")
