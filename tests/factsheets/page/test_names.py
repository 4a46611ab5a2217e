"""Factsheets are looked up by their names: whoever names one, under whatever name, leads to it, and it says who does."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from factsheets.models import FactsheetPage, KnownName, RelatedItem
from tests.builders import draft, live

pytestmark = pytest.mark.django_db


def shown(client, page) -> str:
    return client.get(page.url).content.decode()


def waits_for(page, title: str) -> RelatedItem:
    return RelatedItem.objects.create(page=page, pending_title=title)


@pytest.mark.parametrize("written", ["TENS", "tens", "Électro  Stimulation", "électro stimulation"])
def test_a_title_that_waits_leads_to_the_factsheet_of_that_name_and_is_named_there(client, written):
    named = live("TENS", also_called="Nerve stimulation\nÉlectro Stimulation")
    page = live("Massage")
    waits_for(page, written)
    assert f'href="{named.url}"' in shown(client, page)
    assert f'href="{page.url}"' in shown(client, named)


def test_a_part_of_a_name_is_not_the_name(client):
    named, page = live("TENS", also_called="Nerve stimulation"), live("Massage")
    waits_for(page, "Nerve")
    assert f'href="{named.url}"' not in shown(client, page)
    assert f'href="{page.url}"' not in shown(client, named)


def test_a_name_that_is_taken_away_leads_nowhere_any_more(client):
    named, page = live("TENS", also_called="Nerve stimulation"), live("Massage")
    waits_for(page, "Nerve stimulation")
    assert f'href="{named.url}"' in shown(client, page)
    named.also_called = ""
    named.save()
    assert f'href="{named.url}"' not in shown(client, page)
    assert f'href="{page.url}"' not in shown(client, named)


def test_a_title_that_waits_no_longer_is_forgotten(client):
    named, page = live("TENS"), live("Massage")
    item = waits_for(page, "TENS")
    item.pending_title = "Another thing"
    item.save()
    assert f'href="{page.url}"' not in shown(client, named)
    item.delete()
    assert not KnownName.objects.filter(kind="waits").exists()


def test_readers_are_not_told_the_title_of_a_draft(client):
    """Somebody plans to rename a factsheet; until it is published, who waits for the new title is not named there."""
    named, page = live("TENS"), live("Massage")
    waits_for(page, "Nerve stimulation")
    named.title = "Nerve stimulation"
    named.save_revision()
    assert f'href="{page.url}"' not in shown(client, named)
    assert f'href="{named.url}"' not in shown(client, page)
    found = FactsheetPage.objects.possibly_called("nerve  STIMULATION")
    assert [one.pk for one in found] == [named.pk]


def test_names_that_were_written_past_the_code_are_put_right_by_the_job_of_the_day(client, capsys):
    named, page = live("TENS"), live("Massage")
    waits_for(page, "Nerve stimulation")
    FactsheetPage.objects.filter(pk=named.pk).update(also_called="Nerve stimulation")
    RelatedItem.objects.filter(page=page).update(pending_title="nerve stimulation")
    KnownName.objects.filter(page=page).delete()
    call_command("daily")
    # The other name; then of the other factsheet: title, title of its draft, address, and the title that waits.
    assert "Names by which factsheets are looked up: 5 put right." in capsys.readouterr().out
    assert f'href="{named.url}"' in shown(client, page)
    assert f'href="{page.url}"' in shown(client, named)
    call_command("daily")
    assert "Names by which factsheets are looked up: 0 put right." in capsys.readouterr().out


def test_a_factsheet_whose_names_are_lost_is_still_read_at_its_address(client):
    page = live("Massage")
    KnownName.objects.all().delete()
    assert client.get("/factsheets/massage/").status_code == 200
    FactsheetPage.objects.filter(pk=page.pk).update(
        slug="touch", url_path=page.url_path.replace("massage", "touch")
    )
    page.refresh_from_db()
    page.save()
    assert client.get("/factsheets/touch/").status_code == 200
    assert client.get("/factsheets/massage/").status_code == 404


def test_a_row_without_a_place_does_not_take_the_page_away(client):
    page = live("Massage")
    item = waits_for(page, "Another thing")
    RelatedItem.objects.filter(pk=item.pk).update(sort_order=None)
    assert "Another thing" in shown(client, page)


def test_a_preview_shows_the_neighbours_of_what_is_typed_and_not_of_what_is_stored(rf):
    named, page = live("TENS"), live("Massage")
    preview = page.get_latest_revision_as_object()
    preview.related_items = [RelatedItem(pending_title="tens")]
    request = rf.get(page.url)
    request.is_preview = True
    groups = preview.get_context(request)["related_groups"]
    assert [item.url for group in groups for item in group.items] == [named.url]
    assert draft("Reiki").get_context(request)["links_here"] == []


def test_a_name_is_found_by_an_index(client):
    """On both databases, and however many factsheets there are: no text is read through."""
    question = str(KnownName.objects.filter(key="tens").query)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + question.replace("tens", "'tens'"))
        else:
            cursor.execute("EXPLAIN QUERY PLAN " + question.replace("tens", "'tens'"))
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "known_name_key" in plan
