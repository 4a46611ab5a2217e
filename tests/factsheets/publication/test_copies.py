"""What readers are told about old copies: history, the code of a copy, and the address of a withdrawn factsheet."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import PageViewRestriction

from factsheets.models import FactsheetPage, RelatedItem, Version
from factsheets.publication.withdrawing import undo_withdrawal, withdraw
from tests.builders import complete_draft, live, publish_signed, sign_governed_texts, superuser
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

PAGE = "/factsheets/medical-acupuncture/"
REASON = "Newer studies found that it does harm."


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_page)


def make_page() -> FactsheetPage:
    return published()


def published(**fields) -> FactsheetPage:
    page = complete_draft(**fields)
    publish_signed(page)
    return FactsheetPage.objects.get(pk=page.pk)


def republish(page: FactsheetPage, **fields) -> None:
    draft = FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    publish_signed(FactsheetPage.objects.get(pk=page.pk))


def take_away(page: FactsheetPage, replacement: FactsheetPage | None = None) -> None:
    withdraw(page, reason=REASON, replacement=replacement, user=superuser(), now=timezone.now())


def code_of(page: FactsheetPage, number: int = 1) -> str:
    return Version.objects.get(factsheet=page, number=number).code_for_people


@pytest.mark.parametrize(
    "written", ["code {}", "Code: {} ", "https://backcare.example/v/{}/", "{} version 1", "code{}"]
)
def test_the_form_takes_the_code_as_it_is_printed_and_pasted(client, page, written):
    code = code_of(page)
    answer = client.get("/v/", {"code": written.format(code.lower())})
    assert answer["Location"] == f"/v/{code}/"
    assert "maxlength" not in read(client, "/v/")[0].find(id="code").attrs


def test_what_is_no_code_is_shown_again_whole(client):
    typed = f"https://{'long.' * 30}example/v/nothing/"
    assert read(client, f"/v/?code={typed}", 404)[0].find(id="code")["value"] == typed


def read(client, path: str, status: int = 200) -> tuple[BeautifulSoup, str]:
    response = client.get(path)
    assert response.status_code == status
    assert not response.cookies
    soup = BeautifulSoup(response.content, "html.parser")
    return soup, " ".join(soup.main.get_text().split())


def test_the_page_names_its_version_and_leads_to_its_code_and_its_history(client, page):
    soup, words = read(client, PAGE)
    code = code_of(page)
    day = f"{timezone.localdate():%-d %B %Y}"
    assert f"Version 1, published {day}, code {code}" in words
    assert f"Check whether this copy still stands: 127.0.0.1:8000/v/{code}" in words
    for link in soup.find(id="version").find_all("a"):
        assert client.get(link["href"]).status_code == 200


def test_a_preview_shows_no_version_because_its_words_have_none(page, admin_client):
    response = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert code_of(page) not in response.content.decode()


def test_the_history_tells_versions_and_notes_but_not_the_old_words(client, page):
    republish(page, summary="Quite another sentence.", change_note="The old sentence was hard to read.")
    republish(page, risks="<p>It may burn.</p>")
    soup, words = read(client, f"{PAGE}history/")
    assert [heading.get_text().split(":")[0] for heading in soup.select(".versions h2")] == [
        "Version 3",
        "Version 2",
        "Version 1",
    ]
    assert "Minor change. The old sentence was hard to read." in words
    assert "Major change. Added: Side effects and risks." in words
    assert "First published." in words
    assert code_of(page, 2) in words
    assert page.summary not in words


def test_there_is_no_history_of_what_is_not_public(client, page):
    draft = complete_draft("Massage")
    assert client.get("/factsheets/massage/history/").status_code == 404
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(f"{PAGE}history/").status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(f"{PAGE}history/").status_code == 404
    assert not draft.live


def test_a_current_copy(client, page):
    soup, words = read(client, f"/v/{code_of(page)}/")
    assert soup.h1.get_text(strip=True) == "This copy is current"
    assert "Your copy has the newest words of “Medical acupuncture”." in words
    assert soup.main.find("a", href=PAGE)


@pytest.mark.parametrize(
    "spell", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code[:2]} {code[2:]} "]
)
def test_a_code_may_be_typed_as_people_type(client, page, spell):
    typed = spell(code_of(page))
    assert "This copy is current" in read(client, f"/v/{typed}/")[1]
    assert client.get("/v/", {"code": typed})["Location"] == f"/v/{code_of(page)}/"


def test_a_copy_that_was_replaced_by_small_changes(client, page):
    republish(page, summary="Quite another sentence.", change_note="The old sentence was hard to read.")
    soup, words = read(client, f"/v/{code_of(page)}/")
    assert soup.h1.get_text(strip=True) == "A newer version has replaced this copy"
    assert "The changes are small." in words
    assert "The old sentence was hard to read." in words
    assert soup.main.find("a", href=PAGE)


def test_a_copy_whose_safety_words_were_replaced_belongs_in_the_bin(client, page):
    republish(page, risks="<p>It may burn.</p>")
    republish(page, summary="Quite another sentence.")
    words = read(client, f"/v/{code_of(page)}/")[1]
    assert "Please throw your old copy away." in words
    assert "Added: Side effects and risks." in words
    assert "Version 3" in words
    assert "The changes are small." in read(client, f"/v/{code_of(page, 2)}/")[1]


def test_a_copy_of_a_withdrawn_factsheet(client, page):
    take_away(page, live("TENS"))
    soup, words = read(client, f"/v/{code_of(page)}/")
    assert soup.h1.get_text(strip=True) == "We have withdrawn this factsheet"
    assert REASON in words
    assert soup.main.find("a", href="/factsheets/tens/")
    assert not soup.main.find("a", href=PAGE)


def hide_by_a_rule(page: FactsheetPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def withdraw_and_hide(page: FactsheetPage) -> None:
    take_away(page)
    hide_by_a_rule(page)


@pytest.mark.parametrize("hide", [FactsheetPage.unpublish, hide_by_a_rule, withdraw_and_hide])
def test_a_copy_of_what_is_hidden_no_longer_stands_and_more_is_not_said(client, page, hide):
    code = code_of(page)
    hide(page)
    response = client.get(f"/v/{code}/")
    body = response.content.decode()
    assert "This copy no longer stands" in body
    assert "acupuncture" not in body.lower()
    assert REASON not in body


@pytest.mark.parametrize(
    "code", ["nonsense", "2222222", "ABC-DEFG", "x" * 3000, "<script>", "%00%00", "'\"--"]
)
def test_an_unknown_code_is_not_found_in_words(client, page, code):
    for path in (f"/v/{code}/", f"/v/?code={code}"):
        soup, _ = read(client, path, 404)
        assert soup.h1.get_text(strip=True) == "We do not know this code"
        assert soup.main.find("input", id="code")
        assert not soup.main.find("script")


def test_the_form_for_a_code(client):
    soup, _ = read(client, "/v/")
    assert soup.h1.get_text(strip=True) == "Check a printed copy"


def test_the_address_of_a_withdrawn_factsheet_says_why_and_what_to_read(client, page):
    take_away(page, live("TENS"))
    soup, words = read(client, PAGE, 410)
    assert soup.h1.get_text(strip=True) == "We no longer offer the factsheet “Medical acupuncture”"
    assert REASON in words
    assert soup.main.find("a", href="/factsheets/tens/").get_text() == "TENS"
    for name in ("factsheet.pdf", "large-print.pdf"):
        assert REASON in read(client, f"{PAGE}{name}", 410)[1]
    assert REASON in read(client, f"{PAGE}history/")[1]
    assert client.get(f"{PAGE}other/").status_code == 404


@pytest.mark.parametrize("hide", [FactsheetPage.unpublish, hide_by_a_rule])
def test_a_replacement_that_is_hidden_itself_is_not_named(client, page, hide):
    other = live("TENS")
    take_away(page, other)
    hide(FactsheetPage.objects.get(pk=other.pk))
    for path, status in ((PAGE, 410), (f"{PAGE}history/", 200), (f"/v/{code_of(page)}/", 200)):
        assert "TENS" not in read(client, path, status)[1]


def test_a_withdrawn_factsheet_behind_a_rule_tells_nothing(client, page):
    withdraw_and_hide(page)
    assert client.get(PAGE).status_code == 302
    assert client.get(f"{PAGE}history/").status_code == 404


def test_a_factsheet_that_was_only_unpublished_is_not_found(client, page):
    page.unpublish()
    assert client.get(PAGE).status_code == 404


def test_after_the_withdrawal_is_undone_all_is_as_before_and_its_copies_stand_again(client, page):
    take_away(page)
    assert (
        undo_withdrawal(page, user=get_user_model().objects.get(username="superuser"), now=timezone.now())
        == []
    )
    assert client.get(PAGE).status_code == 200
    assert "Published again. The words are the same." in read(client, f"{PAGE}history/")[1]
    assert "The changes are small." in read(client, f"/v/{code_of(page)}/")[1]
    assert "This copy is current" in read(client, f"/v/{code_of(page, 2)}/")[1]


def test_public_pages_that_named_a_withdrawn_factsheet_do_so_no_longer(client, page):
    other = live("TENS")
    RelatedItem.objects.create(page=other, factsheet=page)
    take_away(page)
    soup, words = read(client, "/factsheets/tens/")
    assert not soup.find("a", href=PAGE)
    assert page.title not in words


@pytest.mark.parametrize(
    "address", ["/v/?code=I%20cannot%20feel%20my%20legs", "/v/cannot%20feel%20my%20legs/"]
)
def test_whoever_types_a_danger_in_the_place_of_a_code_sees_its_card(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    soup = BeautifulSoup(answer.content, "html.parser")
    main = soup.find(id="main")
    assert main.select_one(".warning-card#emergency h2")
    assert main.get_text().index("999") < main.get_text().index("We do not know this code")
    assert not soup.select(".warning-strip")


@pytest.mark.parametrize("address", ["/v/", "/v/?code=nonsense"])
def test_a_code_that_is_none_brings_no_card(client, address):
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    assert not soup.select(".warning-card")
    assert soup.select(".warning-strip")
