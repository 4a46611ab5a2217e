"""Wagtail and the others are inside as they were when we last looked: whatever changes there is named, with our file."""

import pytest

from .inner import PACKAGES
from .reading import Part, parts, resolved
from .recorded import Record, by_release, recorded, release_of

LOOK = "Look whether ours still fits (docs/wagtail-seams.md says what it is for), then record it with “python -m tests.seams”."


def changes(release: str, found: list[Part], known: Record) -> list[str]:
    """One sentence for each inner part that is not as it was recorded for this release."""
    if release not in known:
        seen = sorted(each for each in known if each.split()[0] == release.split()[0])
        if not seen:
            return [f"Nobody has looked at {release}. {LOOK}"]
        older = changes(seen[-1], found, known)
        return [f"Nobody has looked at {release}; it differs from {seen[-1]} in {len(older)} parts.", *older]
    before = known[release]
    said = [
        f"{part.name} was never recorded for {release}; {part.file} relies on it. {LOOK}"
        if part.name not in before
        else f"{part.name} has changed in {release}; {part.file} relies on it. {LOOK}"
        for part in found
        if before.get(part.name) != part.digest
    ]
    named = {part.name for part in found}
    return said + [
        f"{name} is gone from {release}, and something of ours relied on it. {LOOK}"
        for name, digest in before.items()
        if name not in named and digest != "gone" and " " not in name and resolved(name) is None
    ]


@pytest.fixture(scope="module")
def installed() -> dict[str, list[Part]]:
    return by_release(parts())


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_no_inner_part_has_changed(package, installed):
    release = release_of(package)
    assert changes(release, installed[release], recorded()) == []


def test_every_kind_of_part_is_watched(installed):
    """An import, a method that ours replaces, a private one, a screen that ours stands in for, a copied template."""
    watched = {part.name for of_release in installed.values() for part in of_release}
    assert {
        "wagtail.admin.utils.get_latest_str",
        "wagtail.admin.views.pages.edit.EditView.perform_workflow_action",
        "django.forms.models.BaseModelForm._post_clean",
        "wagtail.documents.views.serve.serve",
        "wagtail template wagtailadmin/generic/history/action_cell.html",
    } <= watched


KNOWN = {
    "wagtail 7.4": {"wagtail.models.Page": "ModelBase", "wagtail.models.Nothing": "1f", "wagtail.old": "gone"}
}


@pytest.mark.parametrize(
    ("release", "found", "said"),
    [
        (
            "wagtail 7.4",
            [Part("wagtail.models.Page", "ModelBase", "a.py")],
            ["wagtail.models.Nothing is gone"],
        ),
        (
            "wagtail 7.4",
            [Part("wagtail.models.Page", "other", "a.py"), Part("wagtail.models.Nothing", "1f", "b.py")],
            ["wagtail.models.Page has changed in wagtail 7.4; a.py relies on it"],
        ),
        (
            "wagtail 7.4",
            [Part("wagtail.x", "1", "a.py"), Part("wagtail.models.Nothing", "1f", "b.py")],
            ["wagtail.x was never recorded"],
        ),
        (
            "wagtail 8.1",
            [Part("wagtail.models.Nothing", "1f", "b.py")],
            ["Nobody has looked at wagtail 8.1; it differs from wagtail 7.4 in 0 parts"],
        ),
        ("django 9.9", [], ["Nobody has looked at django 9.9"]),
    ],
)
def test_what_differs_is_said(release, found, said):
    sentences = changes(release, found, KNOWN)
    assert len(sentences) == len(said)
    assert all(sentence.startswith(beginning) for sentence, beginning in zip(sentences, said, strict=True))
