"""The lists and forms of the shared records, as the people of each role meet them."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup

from factsheets.models import Association, ContactCheck, PainPattern, Resource, Source, TherapyKind
from tests.builders import live
from tests.factsheets.screens.kinds import KIND_OF, KINDS, Kind, signed_in

pytestmark = pytest.mark.django_db

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


@pytest.fixture
def client():
    return signed_in("Resource manager")


def rows(response) -> dict[str, list[str]]:
    """The rows of a list: the words of the last cells, by the name in the first."""
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return {
        row.select_one(".title-wrapper").get_text(strip=True): [
            cell.get_text(strip=True) for cell in row.find_all("td")
        ]
        for row in table
    }


@each_kind
def test_the_list_counts_the_factsheets_that_use_a_record(client, kind: Kind):
    used = kind.make("Used everywhere")
    kind.make("Used nowhere")
    for title in ("Osteopathy", "TENS"):
        kind.put_into(live(title), used)
    listed = rows(client.get(kind.url("list")))
    assert listed["Used everywhere"][-1] == "2"
    assert listed["Used nowhere"][-1] == "0"


@pytest.mark.parametrize(
    ("model", "field", "this", "other"),
    [
        (PainPattern, "aspect", "place", "timing"),
        (Association, "county", "Cheshire", "Kent"),
        (Resource, "kind", "book", "video"),
        (Resource, "availability", "available", "unknown"),
        (Source, "kind", "trial", "guideline"),
        (Source, "status", "current", "withdrawn"),
    ],
)
def test_filters_leave_what_was_asked_for(client, model, field, this, other):
    kind = KIND_OF[model]
    kind.make("This", **{field: this})
    kind.make("Other", **{field: other})
    assert list(rows(client.get(kind.url("list"), {field: this}))) == ["This"]


def test_resources_are_filtered_by_their_supplier(client):
    kind, society = KIND_OF[Resource], Association.objects.create(name="A society")
    kind.make("Theirs", supplier=society)
    kind.make("Ours", supplied_by_charity=True)
    assert list(rows(client.get(kind.url("list"), {"supplier": society.pk}))) == ["Theirs"]
    assert list(rows(client.get(kind.url("list"), {"supplied_by_charity": "true"}))) == ["Ours"]


@each_kind
def test_the_list_is_exported(client, kind: Kind):
    kind.make("Exported")
    response = client.get(kind.url("list"), {"export": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    assert "Exported" in b"".join(response.streaming_content).decode()
    response = client.get(kind.url("list"), {"export": "xlsx"})
    assert b"".join(response.streaming_content).startswith(b"PK")


@each_kind
def test_a_record_is_looked_at_without_changing_it(client, kind: Kind):
    record = kind.make("Looked at")
    response = client.get(kind.url("inspect", record.pk))
    assert response.status_code == 200
    assert "Looked at" in response.content.decode()


@each_kind
def test_its_usage_names_the_factsheet_that_uses_it(client, kind: Kind):
    record = kind.make()
    kind.put_into(live("Osteopathy"), record)
    assert list(rows(client.get(kind.url("usage", record.pk)))) == ["Osteopathy"]


def test_its_usage_names_a_factsheet_that_uses_it_in_its_draft_only(client):
    record, page = KIND_OF[TherapyKind].make(), live("Osteopathy")
    page.therapy_kind = record
    page.save_revision()
    assert rows(client.get(KIND_OF[TherapyKind].url("usage", record.pk)))["Osteopathy"][-1] == "In its draft"


@each_kind
def test_a_record_is_added_and_changed_in_its_form(client, kind: Kind):
    assert client.get(kind.url("add")).status_code == 200
    client.post(kind.url("add"), kind.form("Fresh"))
    record = kind.model.objects.named("fresh").get()
    assert client.get(kind.url("edit", record.pk)).status_code == 200
    client.post(kind.url("edit", record.pk), kind.form("Renamed", slug="renamed"))
    record.refresh_from_db()
    assert str(record) == "Renamed"


@each_kind
def test_a_name_that_is_there_already_is_refused_in_a_sentence(client, kind: Kind):
    kind.make("Twice", **({"year": 2020} if kind.model is Source else {}))
    response = client.post(kind.url("add"), kind.form("TWICE", year="2020"))
    assert response.status_code == 200
    assert "already." in response.content.decode()
    assert kind.model.objects.named("twice").count() == 1


@each_kind
@pytest.mark.parametrize("typed", ["FM pain ", " fm  pain", "Fm \t pain", "FM\u00a0pain"])
def test_spaces_make_no_other_name(client, kind: Kind, typed: str):
    kind.make("FM pain", **({"year": 2020} if kind.model is Source else {}))
    response = client.post(kind.url("add"), kind.form(typed, year="2020"))
    assert "already." in response.content.decode()
    assert kind.model.objects.count() == 1


@each_kind
def test_a_name_is_kept_without_spaces_that_nobody_sees(client, kind: Kind):
    client.post(kind.url("add"), kind.form(" FM   pain "))
    assert getattr(kind.model.objects.get(), kind.name_field) == "FM pain"


def test_a_check_of_a_contact_fact_keeps_the_words_that_were_checked(client):
    kind = KIND_OF[Association]
    checks = [{"fact": "phone", "checked_on": "2026-05-04", "checked_by": "Ann", "checked_how": "rang"}]
    form = kind.form("Society", phone="01606 786782") | {
        f"checks-0-{name}": value for name, value in checks[0].items()
    }
    client.post(kind.url("add"), form | {"checks-TOTAL_FORMS": "1"})
    check = ContactCheck.objects.get()
    assert (check.value, check.checked_on) == ("01606 786782", date(2026, 5, 4))


#: What each role may do with records: list, inspect, add, edit, delete.
MAY = {
    "Author": (True, True, True, False, False),
    "Editor": (True, True, True, True, False),
    "Clinical reviewer": (True, True, False, False, False),
    "Resource manager": (True, True, True, True, True),
    "Administrator": (True, True, True, True, True),
    "superuser": (True, True, True, True, True),
    None: (False, False, False, False, False),
}


@each_kind
@pytest.mark.parametrize("role", MAY)
def test_each_role_does_what_it_may(kind: Kind, role):
    browser, record = signed_in(role), kind.make("Before")
    outcomes = [
        browser.get(kind.url("list")).status_code == 200,
        browser.get(kind.url("inspect", record.pk)).status_code == 200,
        browser.get(kind.url("add")).status_code == 200,
        browser.get(kind.url("edit", record.pk)).status_code == 200,
        browser.get(kind.url("delete", record.pk)).status_code == 200,
    ]
    assert tuple(outcomes) == MAY[role]

    browser.post(kind.url("add"), kind.form("New"))
    assert kind.model.objects.named("New").exists() == MAY[role][2]
    browser.post(kind.url("edit", record.pk), kind.form("After", slug="after"))
    assert kind.model.objects.named("After").exists() == MAY[role][3]
    browser.post(kind.url("delete", record.pk))
    assert kind.model.objects.filter(pk=record.pk).exists() == (not MAY[role][4])
