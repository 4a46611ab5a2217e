"""Addresses, blocks, fields and scripts of Wagtail's admin that ours take hold of are still there."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.dispatch import Signal
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader_tags import BlockNode, ExtendsNode
from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin import signal_handlers
from wagtail.admin import urls as wagtails_urls
from wagtail.admin.views.pages import edit

from backcare.refusals import BELOW_ANOTHER
from factsheets.publication import step_mails
from factsheets.screens import editing_form
from factsheets.staff.replaced_screens import AROUND_WAGTAILS, IN_PLACE_OF_WAGTAILS
from factsheets.workflows.one_way.guard import REFUSED, TOLD

ROOT = Path(__file__).resolve().parents[2]
ADMIN = Path(signal_handlers.__file__).parent
#: Templates as Wagtail has them, without ours in their places.
WAGTAILS = DjangoTemplates({"NAME": "wagtails", "DIRS": [], "APP_DIRS": True, "OPTIONS": {}})
OURS = [
    path.relative_to(ROOT / "templates").as_posix()
    for path in sorted((ROOT / "templates").rglob("*.*"))
    if path.suffix != ".jinja"  # parts of pages of our own
]


def named(patterns: list, under: str = "") -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLPattern):
            yield f"{under}{each.name}"
        else:
            yield from named(each.url_patterns, f"{under}{each.namespace}:" if each.namespace else under)


@pytest.mark.parametrize("name", sorted({*IN_PLACE_OF_WAGTAILS, *AROUND_WAGTAILS}))
def test_each_replaced_screen_has_a_name_of_wagtails(name):
    assert name in set(named(wagtails_urls.urlpatterns)), (
        f"Wagtail has no screen “{name}” any more, so ours takes the place of nothing: see "
        "factsheets/staff/replaced_screens.py, and look what Wagtail calls it now."
    )


@pytest.mark.parametrize("name", sorted(BELOW_ANOTHER))
def test_each_screen_that_the_root_is_kept_from_is_there(name):
    assert reverse(name, args=[1]), "Wagtail calls it otherwise now: see backcare/refusals.py."


@pytest.mark.parametrize("name", sorted(REFUSED | TOLD))
def test_each_guarded_screen_is_there(name):
    namespace, _, screen = name.rpartition(":")
    known = get_resolver()
    for part in filter(None, namespace.split(":")):
        assert part in known.namespace_dict, (
            f"Wagtail has no “{part}” any more: see factsheets/workflows/one_way/guard.py."
        )
        known = known.namespace_dict[part][1]
    assert screen in known.reverse_dict, (
        f"Wagtail has no “{name}” any more: see factsheets/workflows/one_way/guard.py."
    )


def extended(name: str) -> ExtendsNode | None:
    first = engines["django"].get_template(name).template.nodelist
    return next((node for node in first if isinstance(node, ExtendsNode)), None)


def blocks_of(name: str) -> set[str]:
    """The blocks of a template of Wagtail's and of all that it extends."""
    nodes = WAGTAILS.get_template(name).template.nodelist
    found = {node.name for node in nodes.get_nodes_by_type(BlockNode)}
    parents = [node.parent_name.var for node in nodes if isinstance(node, ExtendsNode)]
    return found.union(*(blocks_of(parent) for parent in parents))


def is_wagtails(name: str) -> bool:
    """Whether a template is Wagtail's own, or ours that fills blocks of it under the same name."""
    node = extended(name) if name in OURS else None
    return name.startswith("wagtail") and (name not in OURS or (node and node.parent_name.var) == name)


EXTENDING = [
    (name, node.parent_name.var)
    for name in OURS
    if (node := extended(name)) and is_wagtails(node.parent_name.var)
]


@pytest.mark.parametrize(("ours", "theirs"), EXTENDING)
def test_each_block_that_we_fill_is_there(ours, theirs):
    node = extended(ours)
    assert node is not None
    filled = {child.name for child in node.nodelist if isinstance(child, BlockNode)}
    assert filled <= blocks_of(theirs), f"templates/{ours} fills blocks that Wagtail’s {theirs} has no more"


def test_the_frame_of_our_screens_is_among_them():
    assert ("factsheets/screens/screen.html", "wagtailadmin/base.html") in EXTENDING


@pytest.mark.parametrize("name", editing_form.NAMES)
def test_each_posted_name_is_one_that_wagtail_reads(name):
    is_read = f'"{name}"' in inspect.getsource(edit)
    assert is_read, (
        f"Wagtail’s editing screen does not read “{name}” any more: see factsheets/screens/editing_form.py."
    )


@pytest.mark.parametrize(
    ("script", "word", "where"),
    [
        ("edit_conflicts/own-draft.js", "w-autosave", "templates/wagtailadmin/generic/form.html"),
        ("edit_conflicts/own-draft.js", "data-edit-form", "templates/wagtailadmin/generic/form.html"),
        ("edit_conflicts/own-draft.js", "data-edit-form", "templates/wagtailadmin/pages/edit.html"),
        ("edit_conflicts/own-draft.js", "w-unsaved", "templates/wagtailadmin/generic/form.html"),
        ("edit_conflicts/own-draft.js", "intervalValueChanged", "static/wagtailadmin/js/core.js"),
        ("edit_conflicts/own-draft.js", 'dispatch("save"', "static/wagtailadmin/js/core.js"),
        ("edit_conflicts/own-draft.js", 'dispatch("success"', "static/wagtailadmin/js/core.js"),
        ("edit_conflicts/own-draft.js", 'dispatch("error"', "static/wagtailadmin/js/core.js"),
        ("edit_conflicts/own-draft.js", "revision_created_at", "views/pages/edit.py"),
        (
            "typed_words/saving.js",
            "w-unsaved:add->w-autosave#save",
            "templates/wagtailadmin/generic/form.html",
        ),
        ("typed_words/saving.js", "w-unsaved:add->w-autosave#save", "templates/wagtailadmin/pages/edit.html"),
        ("typed_words/saving.js", "stateSaveInterval:250", "static/wagtailadmin/js/draftail.js"),
        ("typed_words/saving.js", "data-draftail-editor-wrapper", "static/wagtailadmin/js/draftail.js"),
        ("typed_words/saving.js", "draftailEditor.getEditorState()", "static/wagtailadmin/js/draftail.js"),
        ("typed_words/saving.js", "serialiseEditorStateToRaw", "static/wagtailadmin/js/draftail.js"),
        ("typed_words/saving.js", '"COMMENT-"', "static/wagtailadmin/js/draftail.js"),
        ("screens/dates.js", "validateOnBlur", "static/wagtailadmin/js/vendor/jquery.datetimepicker.js"),
        ("screens/pasted-tables.js", "data-draftail-editor-wrapper", "static/wagtailadmin/js/draftail.js"),
        ("screens/pasted-tables.js", "handlePastedText", "static/wagtailadmin/js/draftail.js"),
        ("page/house-style.js", "registerCheck", "static/wagtailadmin/js/userbar.js"),
    ],
)
def test_wagtails_scripts_know_what_ours_ask_of_them(script, word, where):
    assert word in (ADMIN / where).read_text(encoding="utf-8"), (
        f"“{word}” is gone from Wagtail’s {where}: backcare/static/factsheets/{script} relies on it."
    )


@pytest.mark.parametrize(
    ("signal", "sender", "name", "notifier"),
    step_mails._NOTIFIERS,
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_wagtails_own_mails_stand_under_the_names_that_we_take(signal, sender, name, notifier):
    assert f'dispatch_uid="{name}"' in inspect.getsource(signal_handlers), (
        f"Wagtail connects no mail as “{name}” any more, so it sends its own beside ours: see factsheets/publication/step_mails.py."
    )
    assert isinstance(signal, Signal)
    theirs = type(notifier).__mro__[2]
    live = [receiver for each in signal._live_receivers(sender) for receiver in each if receiver is not None]
    assert notifier in live
    assert not any(type(receiver) is theirs for receiver in live)
