"""The imports keep to the layers; planted violations prove that each rule bites."""

from pathlib import Path

import pytest

from tests.architecture.imports import read_imports
from tests.architecture.rules import PACKAGES, violations

ROOT = Path(__file__).resolve().parent.parent

# A tiny site that keeps every rule, so that each planted line is the only thing wrong with it.
IN_ORDER = {
    "backcare/__init__.py": "",
    "backcare/urls.py": "from home import views\nfrom factsheets import urls",
    "backcare/settings/base.py": "import factsheets.language.vocabulary",
    "backcare/search/backend.py": "import wagtail",
    "backcare/delivery/files.py": "import wagtail",
    "backcare/headers.py": "",
    "home/__init__.py": "",
    "home/views.py": "from factsheets.models import Condition",
    "factsheets/__init__.py": "",
    "factsheets/apps.py": "from .editorial.signing import sign",
    "factsheets/urls.py": "from . import views",
    "factsheets/management/commands/daily.py": "from factsheets.upkeep.reminders import remind",
    "factsheets/admin/__init__.py": "",
    "factsheets/admin/lists.py": "from ..editorial.signing import sign\nfrom factsheets.admin import menu",
    "factsheets/admin/menu.py": "",
    "factsheets/api/views.py": "from .models import Condition",
    "factsheets/library/sitemap.py": "from .models import Condition",
    "factsheets/library/views.py": "from .finder.patterns import find",
    "factsheets/editorial/signing.py": "from ..models.condition import Condition",
    "factsheets/exchange/reading.py": "from factsheets.formats.words import words",
    "factsheets/exchange/stages.py": "",
    "factsheets/finder/patterns.py": "from ..models import Condition",
    "factsheets/upkeep/reminders.py": "from ..models import Condition",
    "factsheets/models/__init__.py": "from .condition import Condition",
    "factsheets/records/models/condition.py": "from ..policy import Verdict\nfrom ..panels import panels",
    "factsheets/formats/words.py": "from ..policy import Verdict",
    "factsheets/screens/panels.py": "",
    "factsheets/people/permissions.py": "",
    "factsheets/language/vocabulary.py": "from django.db import models",
    "factsheets/templatetags/words.py": "from ..formats.words import words",
    "factsheets/migrations/0001_initial.py": "import factsheets.models",
}

PLANTED = {
    "the library knows no front door": ("factsheets/library/views.py", "import home.views"),
    "the library knows no site": ("factsheets/language/vocabulary.py", "from backcare import headers"),
    "the front door knows no site": ("home/views.py", "from backcare.headers import anything"),
    "search knows no factsheet": ("backcare/search/backend.py", "from factsheets import policy"),
    "delivery knows no front door": ("backcare/delivery/files.py", "import home"),
    "the site knows no factsheet": ("backcare/headers.py", "import factsheets.language.vocabulary"),
    "edges know no wiring": ("factsheets/library/views.py", "from .apps import anything"),
    "verbs know no edge": ("factsheets/editorial/signing.py", "from .. import views"),
    "models know no verb": (
        "factsheets/records/models/condition.py",
        "from ..exchange.stages import anything",
    ),
    "forms know no model": ("factsheets/formats/words.py", "from factsheets.models import Condition"),
    "template tags know no model": ("factsheets/templatetags/words.py", "from ..models import Condition"),
    "edges never import one another": ("factsheets/library/sitemap.py", "from .api import anything"),
    "the admin is an edge like the others": ("factsheets/admin/lists.py", "from ..views import anything"),
    "verbs never import one another": ("factsheets/upkeep/reminders.py", "from ..editorial import signing"),
    "a package that is only a name imports nothing": ("factsheets/__init__.py", "from . import policy"),
    "an import inside a function counts": (
        "factsheets/records/models/condition.py",
        "def later():\n    from factsheets.exchange import stages",
    ),
    "an import for types alone counts": (
        "factsheets/formats/words.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..models import Condition",
    ),
    "every module has a layer": ("factsheets/utils.py", ""),
    "every package has a layer": ("factsheets/services/mail.py", ""),
    "no circles within a layer": ("factsheets/language/vocabulary.py", "from .formats.words import words"),
    "no circles through a package": (
        "factsheets/records/models/condition.py",
        "from factsheets.models import Condition",
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
    assert graph["factsheets.admin.lists"] == {"factsheets.editorial.signing", "factsheets.admin.menu"}


@pytest.mark.parametrize(("path", "line"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_violation_is_found_and_named(tmp_path: Path, path: str, line: str) -> None:
    _write(tmp_path, IN_ORDER | {path: f"{IN_ORDER.get(path, '')}\n{line}\n"})
    found = violations(read_imports(tmp_path, PACKAGES))
    assert len(found) == 1, found
    assert ".".join(path.removesuffix(".py").removesuffix("/__init__").split("/")[:2]) in found[0]


def _write(root: Path, sources: dict[str, str]) -> None:
    for path, text in sources.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
