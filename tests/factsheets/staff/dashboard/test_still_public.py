"""A withdrawn sign-off is loud whatever the history of the text, and one button takes the factsheet down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from factsheets.models import Disclaimer, FactsheetPage, SafetyAdvice, SignOff, TakeDownRequest, Withdrawal
from factsheets.publication.signing_off import withdraw_sign_off
from tests.builders import complete_draft, live, person, publish_signed, sign, sign_governed_texts
from tests.factsheets.screens.once_more import record
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

from .test_what_to_do_now import front_page, sections

pytestmark = pytest.mark.django_db

ALARM = "Readers still see it"
ASKED = "You asked for it to be taken down"
WHO_IS_TOLD = ["Editor", "Clinical reviewer", "Administrator"]


@pytest.fixture(autouse=True)
def governed_texts(made_once: MadeOnce) -> None:
    made_once(sign_governed_texts)


@pytest.fixture
def reviewer():
    return person("Clinical reviewer", first_name="Rea", last_name="Reviewer")


@pytest.fixture
def page(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_massage)


def make_massage() -> FactsheetPage:
    return published("Massage")


def published(title: str) -> FactsheetPage:
    page = complete_draft(title)
    publish_signed(page)
    return fresh(page)


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def new_words(page: FactsheetPage, words: str = "Other words.") -> FactsheetPage:
    draft = fresh(page)
    draft.summary = words
    draft.save_revision()
    return draft


def take_back(decision: SignOff, reviewer, reason: str = "A new trial.") -> None:
    withdraw_sign_off(decision, user=reviewer, reason=reason, now=timezone.now())


def latest(page: Page) -> SignOff:
    return SignOff.objects.filter(factsheet=page.pk).latest("pk")


def signed_in(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def withdrawn_once(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer)


def withdrawn_for_the_second_time(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer, "Doubts.")
    take_back(sign(page), reviewer)


def an_older_one_of_other_words_stands(page: FactsheetPage, reviewer) -> None:
    publish_signed(new_words(page))
    take_back(latest(page), reviewer)


def changes_were_asked_for_before(page: FactsheetPage, reviewer) -> None:
    decision = latest(page)
    sign(page, outcome="changes", comment="Shorter.")
    take_back(decision, reviewer)


def changes_were_asked_for_afterwards(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer)
    sign(page, outcome="changes", comment="Shorter.")


def only_the_draft_was_signed_again(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer)
    sign(new_words(page))


@pytest.mark.parametrize("role", WHO_IS_TOLD)
@pytest.mark.parametrize(
    "history",
    [
        withdrawn_once,
        withdrawn_for_the_second_time,
        an_older_one_of_other_words_stands,
        changes_were_asked_for_before,
        changes_were_asked_for_afterwards,
        only_the_draft_was_signed_again,
    ],
)
def test_whatever_the_history_it_stands_first(
    page: FactsheetPage, reviewer, history: Callable[..., None], role: str
):
    history(page, reviewer)
    seen = sections(person(role, "who-looks"))
    assert next(iter(seen)) == ALARM
    assert seen[ALARM][0].startswith("Massage Its sign-off was withdrawn. Rea Reviewer withdrew on")
    assert "what Dr Jo Bloggs had signed off on" in seen[ALARM][0]
    assert "“A new trial.”" in seen[ALARM][0]


def the_same_words_were_signed_again(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer)
    sign(page)


def another_of_the_same_words_stands(page: FactsheetPage, reviewer) -> None:
    older = latest(page)
    sign(page)
    take_back(older, reviewer)


def an_older_one_covers_what_readers_see(page: FactsheetPage, reviewer) -> None:
    take_back(sign(new_words(page)), reviewer)


def it_is_not_public(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer)
    fresh(page).unpublish()


def it_is_a_marked_example(page: FactsheetPage, reviewer) -> None:
    take_back(latest(page), reviewer)
    FactsheetPage.objects.update(is_starter_example=True)


@pytest.mark.parametrize(
    "history",
    [
        the_same_words_were_signed_again,
        another_of_the_same_words_stands,
        an_older_one_covers_what_readers_see,
        it_is_not_public,
        it_is_a_marked_example,
    ],
)
def test_where_readers_see_signed_words_there_is_no_alarm(page, reviewer, history):
    history(page, reviewer)
    assert ALARM not in sections(reviewer)
    assert ALARM not in sections(person("Editor"))


@pytest.mark.parametrize("role", ["Author", "Resource manager"])
def test_those_who_cannot_end_it_are_not_told(page, reviewer, role):
    take_back(latest(page), reviewer)
    assert ALARM not in sections(person(role))


def test_words_that_nobody_ever_signed_are_named_too():
    live("TENS")
    assert sections(person("Editor"))[ALARM][0].startswith(
        "TENS No clinical reviewer has signed off the words"
    )


@pytest.mark.parametrize("model", [SafetyAdvice, Disclaimer])
def test_a_governed_text_in_force_comes_before_all_factsheets(page, reviewer, model):
    take_back(latest(page), reviewer)
    take_back(SignOff.objects.of(model.objects.get()).get(), reviewer)
    seen = sections(person("Editor"))[ALARM]
    assert seen[0].startswith(f"{model.objects.get()} Its sign-off was withdrawn.")
    assert "No factsheet can be without it" in seen[0]
    assert seen[1].startswith("Massage")


def test_an_alarm_is_never_cut_short():
    for number in range(14):
        live(f"Therapy {number}")
    assert len(sections(person("Editor"))[ALARM]) == 14


def form_of(user, address: str) -> dict[str, str]:
    """What the button on the first screen of `user` sends, with what is filled in already."""
    soup = BeautifulSoup(front_page(user), "html.parser")
    form = soup.find("form", {"action": address})
    assert form is not None
    sent = {field["name"]: field["value"] for field in form.select("input[name]")}
    return sent | {field["name"]: field.get_text().strip() for field in form.select("textarea")}


@pytest.mark.parametrize("role", ["Editor", "Administrator"])
def test_one_click_takes_it_down(page, reviewer, role, client):
    take_back(latest(page), reviewer)
    user, address = person(role, "who-decides"), reverse("factsheets_withdraw", args=[page.pk])
    sent = form_of(user, address)
    response = signed_in(user).post(address, sent)
    assert response["Location"] == reverse("wagtailadmin_home")
    assert not fresh(page).live
    assert Withdrawal.objects.get().withdrawn_by == user
    told = client.get("/factsheets/massage/")
    assert told.status_code == 410
    assert "taken this factsheet down while a clinician looks" in told.content.decode()
    assert ALARM not in sections(user)


def test_the_words_for_readers_can_be_changed_on_the_spot(page, reviewer):
    take_back(latest(page), reviewer)
    user, address = person("Editor"), reverse("factsheets_withdraw", args=[page.pk])
    signed_in(user).post(address, form_of(user, address) | {"reason": "A trial found harm."})
    assert Withdrawal.objects.get().reason == "A trial found harm."


class TestAsking:
    @pytest.fixture(autouse=True)
    def withdrawn(self, page, reviewer):
        take_back(latest(page), reviewer)
        self.page, self.reviewer = page, reviewer
        self.address = reverse("factsheets_ask_to_take_down", args=[page.pk])

    def ask(self) -> None:
        signed_in(self.reviewer).post(self.address, form_of(self.reviewer, self.address))

    def test_a_clinical_reviewer_asks_with_one_click_and_sees_that_it_waits(self):
        assert reverse("factsheets_withdraw", args=[self.page.pk]) not in front_page(self.reviewer)
        self.ask()
        request = TakeDownRequest.objects.get()
        assert request.reason == "Its sign-off was withdrawn: A new trial."
        seen = sections(self.reviewer)
        assert seen[ASKED][0].startswith("Massage Not done yet: readers still see it.")
        assert self.address not in front_page(self.reviewer)
        assert fresh(self.page).live

    def test_editors_and_administrators_see_who_asked_and_why(self):
        self.ask()
        for role in ("Editor", "Administrator"):
            assert "Rea Reviewer asked for it to be taken down on" in sections(person(role))[ALARM][0]

    def test_the_reviewer_sees_that_it_happened(self):
        self.ask()
        address = reverse("factsheets_withdraw", args=[self.page.pk])
        record(signed_in(person("Editor")), address, {"reason": "Old.", "replacement": ""})
        assert sections(self.reviewer)[ASKED][0].startswith("Massage Taken down on")
        assert TakeDownRequest.objects.get().settled_as == "taken_down"

    def test_taken_down_in_wagtails_own_way_it_has_happened_too(self):
        self.ask()
        signed_in(person("Editor")).post(reverse("wagtailadmin_pages:unpublish", args=[self.page.pk]))
        assert sections(self.reviewer)[ASKED][0].startswith("Massage Taken down on")

    def test_the_reviewer_sees_that_it_was_signed_again_instead(self):
        self.ask()
        publish_signed(fresh(self.page))
        assert sections(self.reviewer)[ASKED][0].startswith("Massage Signed off again on")

    def test_it_is_asked_once(self):
        self.ask()
        response = following.post(signed_in(self.reviewer), self.address, {"reason": "Again."})
        assert "Somebody has asked for “Massage” to be taken down already." in response.content.decode()
        assert TakeDownRequest.objects.count() == 1

    def test_what_is_down_already_is_not_asked_for(self):
        fresh(self.page).unpublish()
        response = following.post(signed_in(self.reviewer), self.address, {"reason": "Harm."})
        assert "is not public any more" in response.content.decode()
        assert not TakeDownRequest.objects.exists()

    @pytest.mark.parametrize("reason", ["", "  ", None])
    def test_it_needs_a_reason(self, reason):
        response = signed_in(self.reviewer).post(
            self.address, {"reason": reason} if reason is not None else {}
        )
        assert response.status_code == 200
        assert not TakeDownRequest.objects.exists()

    @pytest.mark.parametrize("role", ["Author", "Editor", "Resource manager"])
    def test_nobody_else_asks(self, role):
        signed_in(person(role)).post(self.address, {"reason": "Harm."})
        assert not TakeDownRequest.objects.exists()

    def test_the_history_of_the_page_says_so(self):
        self.ask()
        history = signed_in(person("Editor")).get(reverse("wagtailadmin_pages:history", args=[self.page.pk]))
        assert "Asked for it to be taken down: “Its sign-off was withdrawn" in history.content.decode()


class TestOtherScreens:
    @pytest.fixture(autouse=True)
    def withdrawn(self, page, reviewer):
        withdrawn_for_the_second_time(page, reviewer)
        self.page = page

    @pytest.mark.parametrize("role", ["Author", "Editor", "Administrator"])
    def test_the_editing_screen_says_it_plainly(self, role):
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        words = signed_in(person(role)).get(url).content.decode()
        assert "Sign-off withdrawn" in words
        assert "“A new trial.”" in words
        assert "Readers still see these words." in words
        assert (reverse("factsheets_withdraw", args=[self.page.pk]) in words) == (role != "Author")

    def test_a_draft_whose_sign_off_was_withdrawn_says_so_too(self):
        fresh(self.page).unpublish()
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        words = signed_in(person("Author")).get(url).content.decode()
        assert "Sign-off withdrawn" in words
        assert "Readers still see these words." not in words

    def test_what_to_do_next_is_said_and_nothing_is_counted_as_a_mistake_of_the_form(self):
        url, author = reverse("wagtailadmin_pages:edit", args=[self.page.pk]), signed_in(person("Author"))
        for unpublish in (False, True):
            if unpublish:
                fresh(self.page).unpublish()
            soup = BeautifulSoup(author.get(url).content, "html.parser")
            assert "then submit it again, so that a clinical reviewer decides anew." in soup.get_text()
            assert soup.select(":not([hidden]):is(.error-message,.help-critical)") == []
        fresh(self.page).get_workflow().start(fresh(self.page), user=None)
        assert "It is submitted: whoever takes the step" in author.get(url).content.decode()

    def test_the_list_of_factsheets_says_it(self):
        published("TENS")
        live("Yoga", is_starter_example=True)
        taken_down = published("Pilates")
        fresh(taken_down).unpublish()
        SignOff.objects.filter(factsheet=taken_down).update(
            withdrawn_at=timezone.now(), withdrawal_reason="Doubts."
        )
        rows = {
            row.select_one(".title-wrapper").get_text(strip=True): row.get_text(" ", strip=True)
            for row in BeautifulSoup(
                signed_in(person("Editor")).get(reverse("factsheet_list:index")).content, "html.parser"
            ).select("main tbody tr")
        }
        assert "Withdrawn Readers still see it" in rows["Massage"]
        assert "Withdrawn" not in rows["TENS"]
        assert "None: example text" in rows["Yoga"]
        assert "Withdrawn" in rows["Pilates"]
        assert not any("Readers still see it" in rows[title] for title in ("TENS", "Yoga", "Pilates"))

    def test_the_report_and_the_list_of_sign_offs_say_it(self):
        editor = signed_in(person("Editor"))
        report = editor.get(reverse("sign_offs_report")).content.decode()
        assert report.count("No sign-off covers what readers see now") == 2
        export = editor.get(reverse("sign_offs_report") + "?export=csv")
        assert b"Readers still see it" in b"".join(export.streaming_content)
        listed = editor.get(reverse("factsheets_sign_offs", args=["factsheetpage", self.page.pk]))
        assert "no sign-off covers the words that they see" in listed.content.decode()
