"""The phrases that try the warning signs: kept without what tells who somebody is, out and in as CSV, tried at once."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from factsheets.models import UnansweredSearch, WarningPhrase, WarningSign
from factsheets.warning_signs.trying import try_all
from tests.builders import person
from tests.setting_up import following
from tests.setting_up.yardstick import yardsticks

from .story import only, staff, url, words

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_factsheets_warningphrase"


@pytest.fixture
def sign() -> WarningSign:
    return only(("numb legs", "emergency"), ("legs massage", "none"))


def upload(browser: Client, text: str | bytes) -> object:
    file = SimpleUploadedFile("phrases.csv", text if isinstance(text, bytes) else text.encode())
    return browser.post(reverse("factsheets_import_warning_phrases"), {"file": file})


def confirmed(browser: Client, page: object) -> str:
    rows = BeautifulSoup(page.content, "html.parser").find("input", {"name": "rows"})["value"]
    return words(following.post(browser, reverse("factsheets_import_warning_phrases"), {"rows": rows}))


def kept() -> dict[str, str]:
    return dict(WarningPhrase.objects.values_list("phrase", "expected"))


def test_a_file_is_seen_then_confirmed_and_comes_in(sign):
    editor = staff()
    page = upload(
        editor, "phrase,expected\r\nweak feet,emergency\r\nlegs massage,urgent\r\nnumb legs,Emergency\r\n"
    )
    assert "1 new, 1 with another level, 1 as they are." in words(page)
    assert kept() == {"numb legs": "emergency", "legs massage": "none"}
    assert "1 phrase added, 1 phrase changed, 1 phrase as before." in confirmed(editor, page)
    assert kept() == {"numb legs": "emergency", "legs massage": "urgent", "weak feet": "emergency"}
    logged = ModelLogEntry.objects.filter(content_type__model="warningphrase")
    assert sorted(logged.values_list("action", "user__username")) == [
        ("wagtail.create", "editor"),
        ("wagtail.edit", "editor"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("weak feet,deadly", "Line 3: “deadly” is no warning that a phrase can bring. Write one of: "),
        ("weak feet,", "Line 3: no warning is named. Write one of: "),
        ("?!,none", "Line 3, phrase: Write at least one word."),
        (f"{'long ' * 50},none", "Line 3, phrase: A phrase has 200 characters at most."),
        ("NUMB toes,none", "Line 3: “NUMB toes” stands on line 2 already."),
        (",none", "Line 3, phrase: This field cannot be blank."),
    ],
)
def test_a_wrong_row_is_named_with_its_line_and_nothing_comes_in(sign, row, sentence):
    before = kept()
    page = upload(staff(), f"phrase,expected\nnumb toes,emergency\n{row}\nnumb knees,emergency\n")
    assert sentence.replace("'", "’") in words(page).replace("'", "’")
    assert b'name="rows"' not in page.content
    assert kept() == before


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("", "empty"),
        ("phrase,expected\n", "The file has no rows below its headings."),
        ("a,b\nc,d\n", "The first line has to name the columns: phrase, expected."),
        (b"phrase,expected\n\xff\xfe,none\n", "The file is not in UTF-8."),
        ("phrase,expected\n" + "x,none\n" * 1_001, "The file has more than 1,000 rows."),
        ("phrase,expected\n" + "x" * 1_000_001, "The file is larger than one megabyte."),
        ('phrase,expected\n"' + "x" * 200_000, "Line 2 cannot be read. Often a quotation mark is missing"),
        (
            'phrase,expected\nnumb toes,none\n"numb,none\nx,none\n',
            "Often a quotation mark is missing on it or above it.",
        ),
        ("phrase,phrase,expected\na,b,none\n", "The first line names the column “phrase” twice."),
        (b"PK\x03\x04\xff", "This is a spreadsheet, not a CSV file."),
    ],
)
def test_a_file_that_is_none_is_answered_with_a_sentence(sign, file, sentence):
    page = upload(staff(), file)
    assert page.status_code == 200
    assert sentence in words(page)
    assert len(kept()) == 2


@pytest.mark.parametrize(
    "file",
    [
        "phrase;expected\nnumb knees;none\n",
        "phrase,expected\rnumb knees,none\r",
        "phrase\texpected\nnumb knees\tnone\n",
    ],
)
def test_separators_and_line_ends_of_other_programs_are_read(sign, file):
    assert "1 new" in words(upload(staff(), file))


def test_what_was_not_shown_by_this_site_does_not_come_in(sign):
    said = words(following.post(staff(), reverse("factsheets_import_warning_phrases"), {"rows": "forged"}))
    assert "Nothing was imported" in said
    assert len(kept()) == 2


def test_the_list_leaves_as_csv_and_comes_back_the_same(sign):
    for phrase in ("- numb", "=legs", "numb, weak", 'tab “quote” "x"'):
        WarningPhrase.objects.create(phrase=phrase, expected="emergency")
    editor = staff()
    answer = editor.get(reverse(f"{LIST}:list"), {"export": "csv"})
    file = b"".join(answer.streaming_content)
    assert next(csv.reader(io.StringIO(file.decode("utf-8-sig")))) == ["phrase", "expected"]
    page = upload(editor, file)
    assert "0 new, 0 with another level, 6 as they are." in words(page)


def test_what_tells_who_somebody_is_never_gets_into_the_list(sign):
    editor = staff()
    form = {"phrase": "numb legs jo@example.org 07700 900123 SW1A 1AA", "expected": "emergency"}
    editor.post(reverse(f"{LIST}:add"), form)
    confirmed(editor, upload(editor, "phrase,expected\nweak jo@example.org,none\n"))
    stored = " ".join(kept())
    assert "[email address removed]" in stored
    assert "jo@example.org" not in stored
    assert "900123" not in stored
    assert "1AA" not in stored


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"phrase": "NUMB legs", "expected": "none"}, "This phrase is in the list already."),
        ({"phrase": "numb", "expected": ""}, "This field is required."),
        ({"phrase": "?!", "expected": "none"}, "Write at least one word."),
        ({"phrase": "a\x00b", "expected": "none"}, "Null characters are not allowed."),
    ],
)
def test_a_phrase_that_makes_no_sense_is_refused_in_a_sentence(sign, form, sentence):
    assert sentence in words(staff().post(reverse(f"{LIST}:add"), form))
    assert len(kept()) == 2


def test_what_a_reader_searched_for_in_vain_is_one_click_from_the_list_and_somebody_chooses_the_level(sign):
    day = timezone.localdate()
    UnansweredSearch.objects.create(term="legs like jelly", count=9, first_on=day, last_on=day)
    editor = staff()
    page = BeautifulSoup(editor.get(reverse("searches_that_found_nothing_report")).content, "html.parser")
    link = page.find("a", string="Add “legs like jelly” to the warning phrases")
    form = BeautifulSoup(editor.get(link["href"]).content, "html.parser")
    assert form.find("input", {"name": "phrase"})["value"] == "legs like jelly"
    assert not form.find("select", {"name": "expected"}).find("option", selected=True, value=True)["value"]
    editor.post(link["href"], {"phrase": "legs like jelly", "expected": "emergency"})
    assert kept()["legs like jelly"] == "emergency"


def test_the_page_shows_what_is_missed_and_what_is_a_false_alarm_and_tries_any_phrase(sign):
    WarningPhrase.objects.create(phrase="weak legs of a table", expected="none")
    WarningPhrase.objects.create(phrase="cannot pee", expected="emergency")
    WarningSign.objects.create(name="Toes", level="urgent", about="toes")
    WarningPhrase.objects.create(phrase="toes", expected="emergency")
    page = words(staff("Author").get(reverse("factsheets_try_warning_signs"), {"q": "my legs feel numb"}))
    assert "“my legs feel numb” brings: Emergency: 999 or A&E. By: Legs." in page
    assert "2 of 5 bring what they should. 2 missed, 1 false alarm." in page
    missed, _, alarms = page.partition("False alarms")
    assert "cannot pee" in missed
    assert "toes Emergency: 999 or A&E Urgent: 111" in missed
    assert "weak legs of a table" in alarms
    assert "cannot pee" not in alarms


def test_the_screen_of_a_sign_shows_what_it_catches_rightly_and_wrongly(sign):
    WarningPhrase.objects.create(phrase="weak legs of a table", expected="urgent")
    page = words(staff().get(url("edit", sign.pk)))
    wrongly, _, rightly = page.partition("Wrongly")[2].partition("Rightly")
    assert "“weak legs of a table” should bring: Urgent" in wrongly
    assert "“numb legs”" in rightly
    assert "legs massage" not in page


def test_of_very_many_phrases_the_screen_of_a_sign_shows_the_first_fifty(sign):
    WarningPhrase.objects.bulk_create(
        WarningPhrase(phrase=f"numb legs {number}", expected="emergency") for number in range(70)
    )
    shown = words(staff().get(url("edit", sign.pk)))
    assert shown.count("“numb legs ") < 60
    assert "more" in shown


def test_two_thousand_phrases_are_tried_in_a_moment_and_asked_again_in_less(sign, django_assert_num_queries):
    WarningPhrase.objects.bulk_create(
        WarningPhrase(phrase=f"numb legs number {number} and a few words more", expected="emergency")
        for number in range(2_000)
    )
    assert yardsticks(lambda: len(try_all())) < 300
    assert len(try_all()) == 2_002
    with django_assert_num_queries(2):
        assert all(each.is_right for each in try_all())
    assert yardsticks(try_all) < 30


@pytest.mark.parametrize("asked", ['"', "'", "%", "\\", "🙂", "a" * 5_000, "\x00", "zzz"])
def test_whatever_is_typed_the_lists_and_the_box_answer(sign, asked):
    editor = staff()
    assert editor.get(reverse("factsheets_try_warning_signs"), {"q": asked}).status_code == 200
    assert editor.get(reverse(f"{LIST}:list"), {"q": asked}).status_code == 200
    assert editor.get(url("list"), {"q": asked}).status_code == 200


#: What each role may do: look, change.
MAY = {
    "Author": (True, False),
    "Editor": (True, True),
    "Clinical reviewer": (True, True),
    "Resource manager": (True, False),
    "Administrator": (True, True),
    None: (False, False),
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_does_what_it_may(sign, role):
    browser = staff(role) if role else staff_without_a_role()
    look, change = MAY[role]
    phrase = WarningPhrase.objects.get(phrase="legs massage")
    may_look = [
        url("list"),
        url("inspect", sign.pk),
        reverse(f"{LIST}:list"),
        reverse(f"{LIST}:inspect", args=[phrase.pk]),
        reverse("factsheets_try_warning_signs"),
        reverse("factsheets_warning_sign_changes"),
    ]
    may_change = [
        url("add"),
        url("edit", sign.pk),
        reverse("factsheets_remove_warning_sign", args=[sign.pk]),
        reverse(f"{LIST}:add"),
        reverse(f"{LIST}:edit", args=[phrase.pk]),
        reverse(f"{LIST}:delete", args=[phrase.pk]),
        reverse("factsheets_import_warning_phrases"),
    ]
    assert [browser.get(address).status_code == 200 for address in may_look] == [look] * len(may_look)
    assert [browser.get(address).status_code == 200 for address in may_change] == [change] * len(may_change)
    browser.post(url("edit", sign.pk), {"name": "Other", "level": "urgent", "about": "x"})
    assert WarningSign.objects.filter(name="Other").exists() == change
    browser.post(reverse(f"{LIST}:delete", args=[phrase.pk]))
    assert WarningPhrase.objects.filter(pk=phrase.pk).exists() != change
    front = browser.get("/admin/").content.decode()
    assert (reverse("factsheets_try_warning_signs") in front) == look


def staff_without_a_role() -> Client:
    browser = Client()
    browser.force_login(person())
    return browser
