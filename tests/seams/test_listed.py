"""Every seam in the code stands in docs/wagtail-seams.md, and nothing stands there that is gone."""

from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs

from .inner import is_inner
from .listed import BORROWED, borrowed, rows
from .looking import Seam, seams_in_code, seams_in_scripts, shadowed_templates
from .recorded import recorded

ROOT = Path(__file__).resolve().parents[2]
PAGE = "docs/wagtail-seams.md"
TEXT = (ROOT / PAGE).read_text(encoding="utf-8")
FOLDERS = ("backcare", "factsheets", "home")


def found() -> list[Seam]:
    own = ROOT / "templates"
    theirs = [Path(each) for each in get_app_template_dirs("templates")]
    return [
        *seams_in_code(ROOT, FOLDERS),
        *seams_in_scripts(ROOT, "backcare/static/factsheets"),
        *shadowed_templates(ROOT, own, theirs),
    ]


def unlisted(seams: list[Seam], text: str) -> list[str]:
    table, called = list(rows(text)), borrowed(text)
    return [
        f"{file} relies on “{part}”, an inner part. Write it into {PAGE}, or do without it."
        for file, part in dict.fromkeys(seams)
        if part not in called and not any(file in row.files and part in row.parts for row in table)
    ]


def test_every_seam_is_listed():
    assert unlisted(found(), TEXT) == []


def gone(seams: list[Seam], text: str) -> list[str]:
    """What a text lists although nothing relies on it any more: borrowed names, files, names in rows."""
    used = {part for _, part in seams}
    stale = [part for part in borrowed(text) if is_inner(part) and part not in used]
    for row in rows(text):
        stale += [file for file in row.files if not (ROOT / file).is_file()]
        by_these = {part for file, part in seams if file in row.files}
        # What has brackets behind it is no import; its digest is looked at elsewhere.
        names = (part for part in row.parts if not part.endswith("()"))
        stale += [part for part in names if is_inner(part) and part not in by_these]
    return sorted(stale)


def test_nothing_is_listed_that_is_gone():
    assert gone(found(), TEXT) == [], f"{PAGE} lists what nothing relies on any more"


def test_each_function_that_is_listed_was_once_there():
    known = recorded()
    listed = {part.removesuffix("()") for row in rows(TEXT) for part in row.parts if part.endswith("()")}
    never = [
        name for name in sorted(listed) if all(each.get(name, "gone") == "gone" for each in known.values())
    ]
    assert never == [], f"{PAGE} lists functions that no release has that we know"


def test_what_is_gone_is_found():
    seams = [Seam("backcare/urls.py", "wagtail.admin.mail.send_mail")]
    kept = "| `backcare/urls.py` | `wagtail.admin.mail.send_mail` |\n"
    assert gone(seams, kept) == []
    assert gone(seams, "| `backcare/nowhere.py` | |\n") == ["backcare/nowhere.py"]
    assert gone([], kept) == ["wagtail.admin.mail.send_mail"]
    assert gone([], f"{BORROWED}\n`wagtail.admin.mail.send_mail`") == ["wagtail.admin.mail.send_mail"]


@pytest.mark.parametrize(
    ("path", "line", "part"),
    [
        (
            "home/x.py",
            "from wagtail.admin.views.pages.move import move_confirm",
            "wagtail.admin.views.pages.move.move_confirm",
        ),
        ("home/x.py", "import wagtail.admin.wagtail_hooks", "wagtail.admin.wagtail_hooks"),
        ("home/x.py", "from django.db.models.sql.query import Query", "django.db.models.sql.query.Query"),
        (
            "home/x.py",
            "from wagtail.models import PagePermissionTester",
            "wagtail.models.PagePermissionTester",
        ),
        ("home/x.py", "from django.shortcuts import _get_queryset", "django.shortcuts._get_queryset"),
        ("home/x.py", "def f(page): return page._cached_parent", "_cached_parent"),
        ("home/x.js", 'document.addEventListener("w-sync:apply", () => {});', "w-sync:apply"),
        ("templates/wagtailadmin/home.html", "", "wagtailadmin/home.html"),
    ],
)
def test_a_new_seam_is_found(tmp_path, path, line, part):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(line, encoding="utf-8")
    theirs = [Path(each) for each in get_app_template_dirs("templates")]
    seams = [
        *seams_in_code(tmp_path, ["home"]),
        *seams_in_scripts(tmp_path, "home"),
        *shadowed_templates(tmp_path, tmp_path / "templates", theirs),
    ]
    assert seams == [Seam(path, part)]
    assert unlisted(seams, "") == unlisted(seams, f"| `other.py` | `{part}` |\n")
    assert unlisted(seams, "")
    assert not unlisted(seams, f"| `{path}` | `{part}` |\n")


@pytest.mark.parametrize(
    "line",
    ["from wagtail.models import Page", "from django.db.models import QuerySet", "def f(x): return x._meta"],
)
def test_what_is_documented_is_no_seam(tmp_path, line):
    (tmp_path / "x.py").write_text(line, encoding="utf-8")
    assert list(seams_in_code(tmp_path, ["."])) == []
