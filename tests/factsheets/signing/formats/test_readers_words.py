"""Whatever reaches readers through a signed factsheet is in its fingerprint, in its version, or left out for a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import DatabaseError, models, transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page

from factsheets.models import (
    Association,
    Citation,
    Condition,
    ContactCheck,
    FactsheetAssociation,
    FactsheetPage,
    LibraryPage,
    PainPattern,
    RelatedItem,
    Resource,
    Review,
    Source,
)
from factsheets.outputs.pdf.document import document_html
from factsheets.outputs.pdf.edition import Edition
from factsheets.page.models.versioned import content_for_readers
from factsheets.signing.formats.clinical_content import fingerprint
from factsheets.signing.formats.readers_words import EVERY_FIELD, EXCEPTIONS, SHARED_WORDING
from tests.builders import complete_draft, live, publish_signed, sign_governed_texts, suits

pytestmark = pytest.mark.django_db

#: Fields that do not speak to readers by themselves: keys, the tree, the workings of Wagtail.
_WORKINGS = {
    "path", "depth", "numchild", "url_path", "translation_key", "locale", "content_type", "owner", "latest_revision",
    "live_revision", "live", "has_unpublished_changes", "go_live_at", "expire_at", "expired", "locked", "locked_at",
    "locked_by", "alias_of", "draft_title", "latest_revision_created_at", "is_starter_example", "only_one", "page",
    "sort_order", "uploaded_by_user", "collection", "file_size", "file_hash", "created_at", "show_in_menus",
    "first_published_at", "last_published_at",
}  # fmt: skip


@pytest.fixture(scope="module")
def signed(lasting_rows) -> FactsheetPage:
    """A signed, public factsheet with everything that one can have."""
    sign_governed_texts()
    document = get_document_model()(title="Leaflet")
    document.file.save("leaflet.pdf", ContentFile(b"%PDF-1.4 words"), save=False)
    document._set_document_file_metadata()
    document.save()
    page = complete_draft(
        also_called="Needling",
        risks=f'<p>It may bruise. <a linktype="document" id="{document.pk}">Read more</a>.</p>',
        evidence_searched_on=date(2026, 5, 4),
        contraindication_state="listed",
        regulation="by_law",
    )
    other = live("TENS")
    suits(page, "likely", PainPattern.objects.create(name="Dull or aching", aspect="feel"), "mostly")
    suits(page, "avoid", Condition.objects.create(name="Pregnancy", plain_name="expecting a baby"))
    source = Source.objects.create(
        kind="trial", title="A trial", authors="A. Writer", year=2008, doi="10.1000/1", status="changed"
    )
    Citation.objects.create(page=page, source=source, section="evidence", locator="page 3", stance="against")
    society = Association.objects.create(
        name="Society", abbreviation="S", town="Leeds", phone="0113 000 0000", website="https://example.org/"
    )
    ContactCheck.objects.create(
        association=society, fact="phone", checked_on=date(2026, 5, 4), checked_by="A", checked_how="By phone"
    )
    FactsheetAssociation.objects.create(page=page, association=society)
    book = Resource.objects.create(kind="book", title="A book", authors="B. Writer", year=2001)
    RelatedItem.objects.create(page=page, resource=book)
    RelatedItem.objects.create(page=page, factsheet=other, sort_order=1)
    Review.objects.create(
        page=page,
        outcome="unchanged",
        reviewer="A",
        reviewed_on=date(2026, 5, 4),
        next_due_on=date(2029, 5, 4),
    )
    FactsheetPage.objects.get(pk=page.pk).save_revision()
    publish_signed(FactsheetPage.objects.get(pk=page.pk))
    return FactsheetPage.objects.get(pk=page.pk)


def outputs(page: FactsheetPage) -> dict[str, bytes]:
    """What readers get of it, by the place."""
    browser, request = Client(), RequestFactory().get("/")
    request.is_preview = False  # type: ignore[attr-defined]
    context = FactsheetPage.objects.get(pk=page.pk).get_context(request)
    addresses = {
        "page": "/factsheets/medical-acupuncture/",
        "condition": f"/conditions/{Condition.objects.get().slug}/",
        "finder": f"/find/?pain={PainPattern.objects.get().slug}&condition={Condition.objects.get().slug}",
        "comparison": "/compare/?a=medical-acupuncture&b=tens",
        "search": "/search/?q=acupuncture",
        "program": "/api/v1/search?q=acupuncture",
    }
    found = {place: browser.get(address).content for place, address in addresses.items()}
    return found | {
        "paper": document_html(context, edition=Edition.FACTSHEET, address="https://example.org/").encode()
    }


def another(field: models.Field, value: Any) -> Any:
    """A value that a person could give the field instead."""
    if field.choices:
        return next(str(choice) for choice, _ in field.flatchoices if choice not in (value, ""))
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or timezone.now()) - timedelta(days=400)
    if isinstance(field, models.DateField):
        return (value or date(2026, 5, 4)) - timedelta(days=400)
    if isinstance(field, models.IntegerField):
        return (value or 2000) + 1
    if isinstance(field, models.ForeignKey):
        return None if value else field.related_model._default_manager.values_list("pk", flat=True).first()
    if isinstance(field, models.URLField):
        return "https://example.org/another/"
    if isinstance(field, models.SlugField):
        return "another-address"
    return f"{value} quite other".strip()[: field.max_length or 1000]


def every_value(page: FactsheetPage) -> list[tuple[str, models.Model, models.Field]]:
    """Each value of the database that staff can edit, with the name of what it belongs to."""
    kinds = [
        *apps.get_app_config("factsheets").get_models(),
        *apps.get_app_config("home").get_models(),
        Page,
        get_document_model(),
    ]
    return [
        ("another factsheet" if _is_another_page(row, page) else str(model._meta.model_name), row, field)
        for model in kinds
        for row in _enough(model._base_manager.order_by("pk"))
        for field in model._meta.local_concrete_fields
        if field.editable and not field.primary_key and field.name not in _WORKINGS
    ]


def _enough(rows: models.QuerySet) -> list[models.Model]:
    """All of a few; of a list that the site starts with the first three, since the others differ in their words alone."""
    few = 10
    return list(rows) if len(rows) <= few else list(rows[:3])


def _is_another_page(row: models.Model, page: FactsheetPage) -> bool:
    owner = getattr(row, "page_id", row.pk if isinstance(row, Page) else None)
    return owner != page.pk and FactsheetPage.objects.filter(pk=owner).exists()


#: Records of what happened: they state their own facts, and nobody edits them.
_RECORDS = {"review", "version", "signoff", "withdrawal", "reminder", "wordingchange"}


def test_every_value_that_changes_what_readers_get_is_signed_kept_or_declared(signed):
    before, mark = outputs(signed), fingerprint(signed.clinical_content())
    version = content_for_readers(FactsheetPage.objects.get(pk=signed.pk))
    undeclared, met = [], set()
    for owner, row, field in every_value(signed):
        if owner in _RECORDS:
            continue
        now = before
        declared = {(owner, field.name), (owner, EVERY_FIELD)} & set(EXCEPTIONS)
        with transaction.atomic():
            try:
                with transaction.atomic():
                    value = another(field, getattr(row, field.attname))
                    type(row)._base_manager.filter(pk=row.pk).update(**{field.attname: value})
                    page = FactsheetPage.objects.get(pk=signed.pk)
                    is_kept = (
                        fingerprint(page.clinical_content()) != mark or content_for_readers(page) != version
                    )
                    # Whatever readers get of the others, the fingerprint or the version tells; of what is declared, one is enough.
                    if not is_kept and not (declared and met):
                        now = outputs(signed)
            except (DatabaseError, FactsheetPage.DoesNotExist):
                now = before  # a constraint, or nothing to see without it
            transaction.set_rollback(True)
        if now != before:
            met.add((owner, field.name))
            places = [place for place in now if now[place] != before[place]]
            if not declared:
                undeclared.append((owner, field.name, places))
    assert undeclared == []
    assert met, "nothing changed what readers get, so this test looks at nothing"


@pytest.mark.parametrize(
    "name", [(kind, field) for kind, fields in SHARED_WORDING.items() for field in fields]
)
def test_each_shared_word_is_in_the_fingerprint(signed, name):
    kind, field_name = name
    model = apps.get_model("factsheets", kind)
    row, field = model._base_manager.get(), model._meta.get_field(field_name)
    if field_name in ("pmid", "doi"):  # readers get one address: the first that there is
        model._base_manager.filter(pk=row.pk).update(link="", **({"doi": ""} if field_name == "pmid" else {}))
    before = fingerprint(FactsheetPage.objects.get(pk=signed.pk).clinical_content())
    model._base_manager.filter(pk=row.pk).update(**{field_name: another(field, getattr(row, field_name))})
    assert fingerprint(FactsheetPage.objects.get(pk=signed.pk).clinical_content()) != before


def test_the_bytes_of_a_linked_document_are_in_the_fingerprint(signed):
    before = fingerprint(FactsheetPage.objects.get(pk=signed.pk).clinical_content())
    document = get_document_model().objects.get()
    # Past every screen: they refuse to exchange a file that a text links to.
    with document.file.storage.open(document.file.name, "wb") as file:
        file.write(b"%PDF-1.4 other words")
    get_document_model().objects.update(file_hash="")
    assert fingerprint(FactsheetPage.objects.get(pk=signed.pk).clinical_content()) != before


def test_every_exception_names_a_field_and_a_reason():
    for (kind, name), reason in EXCEPTIONS.items():
        model = FactsheetPage if kind == "another factsheet" else _model(kind)
        assert name == EVERY_FIELD or model._meta.get_field(name)
        assert reason.endswith(".")


def _model(name: str) -> type[models.Model]:
    for app in ("factsheets", "home", "wagtailcore", "wagtaildocs"):
        try:
            return apps.get_model(app, name)
        except LookupError:
            continue
    raise LookupError(name)


def test_the_library_has_a_heading_for_each_word_of_it():
    assert set(SHARED_WORDING["librarypage"]) == {
        field.name for field in LibraryPage._meta.local_concrete_fields if field.name.startswith("heading_")
    }


def test_the_clock_alone_changes_nothing(signed):
    assert outputs(signed) == outputs(signed)
    assert isinstance(signed.last_published_at, datetime)
