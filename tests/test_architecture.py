"""The imports keep to the layers; planted violations prove that each rule bites."""

from pathlib import Path

import pytest

from tests.architecture.folders import without_a_sentence
from tests.architecture.imports import read_imports
from tests.architecture.names import public_names
from tests.architecture.rules import FOLDERS, PACKAGES, violations

ROOT = Path(__file__).resolve().parent.parent

# A tiny site that keeps every rule, so that each planted line is the only thing wrong with it.
IN_ORDER = {
    "backcare/__init__.py": "",
    "backcare/urls.py": "from home import views\nfrom factsheets import urls",
    "backcare/settings/base.py": "import factsheets.language.vocabulary",
    "backcare/search/backend.py": "import wagtail",
    "backcare/delivery/files.py": "import wagtail",
    "backcare/headers.py": "from .retention import FEEDBACK",
    "backcare/retention.py": "",
    "home/__init__.py": "",
    "home/views.py": "from backcare.retention import KEPT\nfrom factsheets.models import Condition",
    "factsheets/__init__.py": "",
    "factsheets/apps.py": "from .publication.publishing import publish",
    "factsheets/models.py": "from .records.models.condition import Condition",
    "factsheets/urls.py": "from .feedback import urls",
    "factsheets/management/commands/daily.py": "from factsheets.reviews.reminding import remind",
    "factsheets/migrations/0001_initial.py": "import factsheets.models",
    "factsheets/templatetags/words.py": "from ..language.words import words",
    "factsheets/language/words.py": "",
    "factsheets/page/formats/parts.py": "from factsheets.language.words import words",
    "factsheets/page/formats/rows.py": "from .parts import parts",
    "factsheets/page/models/page.py": "from ..formats.parts import parts",
    "factsheets/page/house_style.py": "from .models.page import Page",
    "factsheets/publication/publishing.py": "from ..page.models.page import Page",
    "factsheets/records/models/condition.py": "from ...language.words import words",
    "factsheets/feedback/models/answer.py": "from backcare.retention import FEEDBACK",
    "factsheets/feedback/answering.py": "from .models.answer import Feedback",
    "factsheets/feedback/screens/answers.py": "from ..answering import receive",
    "factsheets/feedback/views/form.py": "from ..answering import receive",
    "factsheets/feedback/urls.py": "from .views import form",
    "factsheets/feedback/hooks.py": "from .screens.answers import anything",
    "factsheets/reviews/reminding.py": "from ..page.models.page import Page",
}

PLANTED = {
    "the library knows no front door": ("factsheets/page/house_style.py", "import home.views"),
    "the library knows no site": ("factsheets/language/words.py", "from backcare import headers"),
    "the front door knows no site": ("home/views.py", "from backcare.headers import anything"),
    "what all read knows no other": ("backcare/retention.py", "from .delivery import files"),
    "what all read knows no library": ("backcare/retention.py", "import factsheets.language.words"),
    "search knows no factsheet": ("backcare/search/backend.py", "from factsheets.language import words"),
    "delivery knows no front door": ("backcare/delivery/files.py", "import home"),
    "the site knows no factsheet": ("backcare/headers.py", "import factsheets.language.words"),
    "an activity knows no wiring": ("factsheets/page/house_style.py", "from ..apps import anything"),
    "nor what the wiring collects": ("factsheets/reviews/reminding.py", "from ..models import Condition"),
    "the page comes before publication": (
        "factsheets/page/house_style.py",
        "from ..publication.publishing import anything",
    ),
    "screens of one activity come before acts of a later one": (
        "factsheets/feedback/screens/answers.py",
        "from factsheets.reviews import reminding",
    ),
    "formats know no model": ("factsheets/page/formats/rooms.py", "from ..models import page"),
    "models know no act": ("factsheets/feedback/models/limit.py", "from ..answering import anything"),
    "acts know no screen": ("factsheets/feedback/masking.py", "from .screens.answers import anything"),
    "acts know no view": ("factsheets/feedback/masking.py", "from .views import form"),
    "views know no address": ("factsheets/feedback/views/thanks.py", "from ..urls import anything"),
    "screens know no hook": ("factsheets/feedback/screens/figures.py", "from ..hooks import anything"),
    "a package that is only a name imports nothing": (
        "factsheets/__init__.py",
        "from .language import words",
    ),
    "an import inside a function counts": (
        "factsheets/page/models/rows.py",
        "def later():\n    from factsheets.reviews import reminding",
    ),
    "an import for types alone counts": (
        "factsheets/language/forms.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..records.models import condition",
    ),
    "every module has a place": ("factsheets/utils.py", ""),
    "every folder has a place": ("factsheets/services/mail.py", ""),
    "no circles within a folder": (
        "factsheets/page/formats/parts.py",
        "from .rows import rows",
    ),
}


def test_the_imports_of_the_site_keep_to_the_layers() -> None:
    graph = read_imports(ROOT, PACKAGES)
    assert {"backcare.urls", "home.apps", "factsheets.models"} <= graph.keys(), "the sources were not found"
    assert violations(graph) == []


def test_a_site_in_order_breaks_no_rule(tmp_path: Path) -> None:
    _write(tmp_path, IN_ORDER)
    graph = read_imports(tmp_path, PACKAGES)
    assert violations(graph) == []
    assert graph["factsheets.page.house_style"] == {"factsheets.page.models.page"}


@pytest.mark.parametrize(("path", "line"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_violation_is_found_and_named(tmp_path: Path, path: str, line: str) -> None:
    _write(tmp_path, IN_ORDER | {path: f"{IN_ORDER.get(path, '')}\n{line}\n"})
    found = violations(read_imports(tmp_path, PACKAGES))
    assert len(found) == 1, found
    assert ".".join(path.removesuffix(".py").removesuffix("/__init__").split("/")[:2]) in found[0]


def test_each_activity_says_its_job_in_a_sentence() -> None:
    assert without_a_sentence(ROOT, FOLDERS) == []


@pytest.mark.parametrize("text", ["", '"""Feedback"""', "# What readers answer."])
def test_an_activity_that_says_nothing_is_named(tmp_path: Path, text: str) -> None:
    said = {"factsheets/page/__init__.py": '"""The factsheet."""'}
    _write(tmp_path, said | {"factsheets/feedback/__init__.py": text})
    assert without_a_sentence(tmp_path, ["page", "feedback"]) == ["feedback"]


def _write(root: Path, sources: dict[str, str]) -> None:
    for path, text in sources.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def test_the_search_could_be_published_as_it_stands() -> None:
    """It imports nothing of ours but itself, and its tests know neither the library nor the front door."""
    graph = read_imports(ROOT, PACKAGES)
    search = {module: targets for module, targets in graph.items() if module.startswith("backcare.search")}
    assert "backcare.search.backend" in search
    assert {t for targets in search.values() for t in targets if not t.startswith("backcare.search")} == set()
    tests = read_imports(ROOT, ("tests/backcare/search", "home", "factsheets"))
    own = {name: targets for name, targets in tests.items() if name.startswith("tests.")}
    assert "tests.backcare.search.story" in own
    assert {t for targets in own.values() for t in targets if t.startswith(("home", "factsheets"))} == set()


def test_no_two_public_classes_or_functions_have_one_name() -> None:
    places = public_names(ROOT, PACKAGES)
    assert "FactsheetPage" in places
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_a_name_that_two_have_is_found(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {
            "factsheets/page/rows.py": "class Row: ...\ndef count(): ...",
            "home/rows.py": "class Row: ...\nclass _Own: ...\ndef count(): ...",
        },
    )
    places = public_names(tmp_path, PACKAGES)
    assert places == {name: ["factsheets.page.rows", "home.rows"] for name in ("Row", "count")}
