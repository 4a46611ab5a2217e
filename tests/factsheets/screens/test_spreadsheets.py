"""No cell of any spreadsheet that leaves our screens is a formula, whatever people wrote."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import PageLogEntry, Workflow

from factsheets.models import Association, Feedback, Review
from factsheets.screens.spreadsheets import SafeExport, safe_in_a_spreadsheet
from factsheets.staff.wagtails_exports import SAFE_LISTS
from tests.builders import complete_draft, live, superuser

from .hostile_forms.addresses import addresses
from .kinds import KINDS, signed_in

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝"]


def rows_as_csv(browser: Client, url: str) -> list[list[str]]:
    """Heading and rows of an export, as a spreadsheet program reads the CSV."""
    body = b"".join(browser.get(f"{url}{'&' if '?' in url else '?'}export=csv").streaming_content)
    return list(csv.reader(io.StringIO(body.decode(), newline="")))


def rows_as_xlsx(browser: Client, url: str) -> list[list[Any]]:
    """Heading and rows of an export, as a spreadsheet program reads the XLSX; none of the cells is a formula."""
    body = b"".join(browser.get(f"{url}{'&' if '?' in url else '?'}export=xlsx").streaming_content)
    sheet = load_workbook(io.BytesIO(body)).active
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def views_that_export() -> set[type]:
    """Every view at any address of the site that can write a spreadsheet, and has columns to write."""
    answering: dict[str, Any] = {}
    for address in addresses():
        answering.setdefault(address.template, address.view)  # of several under one address the first
    return {
        view.view_class
        for view in answering.values()
        if issubclass(getattr(view, "view_class", object), SpreadsheetExportMixin)
        and (view.view_initkwargs.get("list_export") or view.view_class.list_export)
    }


def test_every_export_is_safe() -> None:
    found = views_that_export()
    ours = {"AnswerList", "FeedbackFigures", "RecordList", "ReviewList"}
    wagtails = {view.__name__ for view in SAFE_LISTS.values()}
    assert {view.__name__ for view in found} >= ours | wagtails
    # What corrects the cells stands before what writes them.
    for step in ("preprocess_field_value", "get_heading"):
        assert [view for view in found if getattr(view, step) is not getattr(SafeExport, step)] == []


@pytest.mark.parametrize("start", STARTS)
def test_words_are_no_formula(start):
    assert safe_in_a_spreadsheet(f"{start}1+1") == f"'{start}1+1"
    assert safe_in_a_spreadsheet(f"It is {start}1") == f"It is {start}1"


def test_figures_stay_figures():
    assert (safe_in_a_spreadsheet(-3), safe_in_a_spreadsheet(None)) == (-3, None)


def test_characters_that_no_file_can_carry_are_left_out():
    assert safe_in_a_spreadsheet("a\x0bb\x00") == "ab"
    assert safe_in_a_spreadsheet("\x0b=1") == "'=1"


@pytest.mark.django_db
@pytest.mark.parametrize("read", [rows_as_csv, rows_as_xlsx])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_a_record_leaves_as_words(kind, read):
    kind.make("=1+1")
    _heading, row = read(signed_in("Resource manager"), kind.url("list"))
    assert "'=1+1" in row
    assert "=1+1" not in row


@pytest.mark.django_db
@pytest.mark.parametrize("read", [rows_as_csv, rows_as_xlsx])
def test_the_name_of_another_record_and_a_phone_number_are_words_too(read):
    page = live("@SUM(A1)")
    Review.objects.create(page=page, outcome="unchanged", reviewer="-Dr A")
    Association.objects.create(name="A society", phone="+44 1606 786782")
    Feedback.objects.create(page=page, useful=True, form_mark="one", comment="\t=1+1")
    browser = signed_in("superuser")
    assert read(browser, "/admin/snippets/factsheets/review/")[1][:3] == ["'@SUM(A1)", "unchanged", "'-Dr A"]
    assert "'+44 1606 786782" in read(browser, "/admin/snippets/factsheets/association/")[1]
    assert read(browser, "/admin/snippets/factsheets/feedback/")[1][:3] == ["'@SUM(A1)", "Yes", "'\t=1+1"]
    assert read(browser, "/admin/reports/feedback/")[1][0] == "'@SUM(A1)"


@pytest.mark.django_db
@pytest.mark.parametrize("read", [rows_as_csv, rows_as_xlsx])
def test_what_leaves_wagtail_s_own_lists_is_words_too(read):
    boss = superuser()
    boss.first_name, boss.last_name = "@SUM(A1)", "Bloggs"
    boss.save()
    live("-2+2")
    page = complete_draft("=1+1")
    Workflow.objects.filter(active=True).first().start(page, boss)
    page.locked, page.locked_by, page.locked_at = True, boss, timezone.now()
    page.save()
    Redirect.add_redirect("/old", redirect_to="=1+1")
    Query.get("-1+1").add_hit()
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=boss)
    browser = Client()
    browser.force_login(boss)
    said = {
        "wagtailsearchpromotions:search_terms": "'-1+1",
        "wagtailadmin_reports:aging_pages": "'-2+2",
    }
    for name in SAFE_LISTS:
        cells = [str(cell) for row in read(browser, reverse(name))[1:] for cell in row]
        assert said.get(name, "'=1+1") in cells, name
        assert not [cell for cell in cells if cell.startswith(tuple(STARTS))], name
