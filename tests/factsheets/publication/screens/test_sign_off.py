"""The form of clinical sign-off, as a clinical reviewer uses it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factsheets.language.vocabulary import PublicationRefused
from factsheets.models import (
    Association,
    Citation,
    Condition,
    FactsheetAssociation,
    FactsheetPage,
    ReviewerProfile,
    SafetyAdvice,
    SignOff,
    Source,
)
from factsheets.signing.formats.shown_words import shown_words
from tests.builders import complete_draft, person, shown_of, sign, sign_governed_texts, suits, superuser
from tests.factsheets.publication.test_workflow import DECISION, decide, fresh
from tests.factsheets.screens.once_more import carried, is_question, record
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return person("Clinical reviewer")


@pytest.fixture
def waiting(made_once: MadeOnce) -> FactsheetPage:
    return made_once(make_waiting)


def make_waiting() -> FactsheetPage:
    """A complete factsheet that waits for sign-off; its author wrote it."""
    sign_governed_texts()
    page = complete_draft()
    page.risks = "<p>It may bruise.</p>"
    page.evidence_searched_on = date(2025, 2, 3)
    page.save_revision(user=person("Author"))
    page = fresh(page)
    page.get_workflow().start(page, user=None)
    decide(person("Editor"), fresh(page))
    return fresh(page)


def signed_in_as(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def screen(user: object, page: FactsheetPage) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(reverse("factsheets_sign_off", args=[page.current_workflow_task_state.pk]))
    return " ".join(response.content.decode().split()) if response.status_code == 200 else ""


def test_a_first_sign_off_shows_every_part(waiting, reviewer):
    shown = screen(reviewer, waiting)
    assert "nobody has signed off an earlier text" in shown
    for words in (
        "Needling after an orthodox diagnosis.",
        "Muscle strain.",
        "None known",
        "Low",
        "Not regulated",
        "3 February 2025",
    ):
        assert words in shown, words


def test_the_lists_that_a_source_speaks_against_are_named_above_the_words(waiting, reviewer):
    assert "Cited sources speak against" not in screen(reviewer, waiting)
    source = Source.objects.create(kind="guideline", title="A guideline", year=2016)
    revision = waiting.current_workflow_task_state.revision
    page = revision.as_object()
    page.citations.add(Citation(source=source, section="evidence", stance="against"))
    page.save_revision()
    waiting = fresh(waiting)
    shown = screen(reviewer, waiting)
    assert "“Most likely to help”: A guideline advises against this: “A guideline”, 2016." in shown


def test_a_sign_off_keeps_who_signed_which_words_on_what_grounds(waiting, reviewer):
    decide(reviewer, waiting)
    kept = SignOff.objects.get(factsheet=waiting)
    assert (
        kept.registered_name,
        kept.role,
        kept.professional_body,
        kept.registration_number,
        kept.interests,
    ) == (
        "Dr Jo Bloggs",
        "GP",
        "A council",
        "1234567",
        "None",
    )
    assert kept.evidence_checked_to == date(2026, 5, 4)
    assert kept.revision_id == waiting.latest_revision_id
    assert kept.words == fresh(waiting).clinical_content()
    assert fresh(waiting).live


def test_the_register_details_are_kept_for_the_next_time(waiting, reviewer):
    decide(reviewer, waiting)
    assert ReviewerProfile.objects.get(user=reviewer).registration_number == "1234567"
    page = complete_draft("Osteopathy")
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "another-editor"), fresh(page))
    assert 'value="1234567"' in screen(reviewer, fresh(page))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"registration_number": ""}, "This field is required."),
        ({"interests": ""}, "This field is required."),
        ({"outcome": ""}, "This field is required."),
        ({"evidence_checked_to": ""}, "Say up to which day you looked at the evidence."),
        (
            {"evidence_checked_to": str(timezone.localdate() + timedelta(days=2))},
            "This day has not come yet.",
        ),
        ({"outcome": "changes", "comment": " "}, "Say which changes you ask for."),
    ],
)
def test_a_form_with_a_gap_is_refused_and_keeps_what_was_written(waiting, reviewer, changes, sentence):
    response = decide(reviewer, waiting, **({"comment": "My long comment."} | changes))
    body = response.content.decode()
    assert sentence in body
    assert ("My long comment." in body) == ("comment" not in changes)
    assert not SignOff.objects.of(waiting).exists()
    assert not fresh(waiting).live


def test_only_what_changed_since_the_last_sign_off_is_shown(waiting, reviewer):
    decide(reviewer, waiting)
    page = fresh(waiting)
    suits(page, "avoid", Condition.objects.create(name="Osteoporosis with vertebral collapse"))
    page = fresh(page)
    page.introduction = "<p>Needling after a medical diagnosis.</p>"
    page.contraindication_state = "listed"
    page.save_revision(user=person("Author", "another-author"))
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "another-editor"), fresh(page))
    shown = screen(reviewer, fresh(page))
    assert "What changed since Dr Jo Bloggs signed off" in shown
    assert '<del><span class="w-sr-only">Removed: </span>orthodox</del>' in shown
    assert '<ins><span class="w-sr-only">Added: </span>medical</ins>' in shown
    assert '<ins><span class="w-sr-only">Added: </span>Osteoporosis with vertebral collapse</ins>' in shown
    assert '<span class="w-status w-status--critical">Safety</span>' in shown
    assert "How it works" not in shown


def test_whoever_wrote_any_of_the_unsigned_words_cannot_sign_them(waiting, reviewer):
    page = fresh(waiting)
    page.summary = "Words of the reviewer."
    page.save_revision(user=reviewer)
    body = decide(reviewer, fresh(page)).content.decode()
    assert "somebody else has to sign them off" in body
    assert not SignOff.objects.of(page).exists()
    decide(person("Clinical reviewer", "a-colleague"), fresh(page))
    assert (
        SignOff.objects.get(factsheet=page).words
        == fresh(page).get_latest_revision_as_object().clinical_content()
    )


def test_saving_other_things_makes_nobody_a_writer_of_the_words(waiting, reviewer):
    page = fresh(waiting).get_latest_revision_as_object()
    page.slug = "another-address"
    page.save_revision(user=reviewer)
    page = fresh(page)
    assert page.get_latest_revision_as_object().writers() == [get_user_model().objects.get(username="author")]
    decide(reviewer, page)
    assert SignOff.objects.of(page).exists()


def test_a_reviewer_asks_for_changes(waiting, reviewer):
    decide(reviewer, waiting, "reject", comment="Name the risks.")
    kept = SignOff.objects.get(factsheet=waiting)
    assert (kept.outcome, kept.comment) == ("changes", "Name the risks.")
    state = fresh(waiting).current_workflow_state
    assert state.status == state.STATUS_NEEDS_CHANGES
    assert any("no clinical reviewer has signed off" in words for words in waiting.what_stands_in_the_way())


def test_words_that_changed_after_the_page_was_opened_are_shown_and_not_signed(waiting, reviewer):
    seen = shown_of(waiting)
    page = fresh(waiting)
    page.summary = "Words that nobody has seen."
    page.save_revision(user=person("Author", "another-author"))
    response = decide(reviewer, fresh(page), shown=seen, comment="My long comment.")
    body = response.content.decode()
    assert "has changed since you opened this page" in body
    assert "Words that nobody has seen." in body
    assert "My long comment." in body
    assert not SignOff.objects.of(page).exists()
    assert response.status_code == 409
    assert "What you saw" in body
    shown = re.search(r'name="shown" value="([^"]+)"', body)
    assert shown_words(shown[1]).content == fresh(page).get_latest_revision_as_object().clinical_content()


def test_a_change_outside_the_clinical_content_goes_live_after_the_editorial_check_alone(waiting, reviewer):
    decide(reviewer, waiting)
    page = fresh(waiting)
    FactsheetAssociation.objects.create(page=page, association=Association.objects.create(name="Society"))
    page = fresh(page)
    page.slug = "needles"
    page.save_revision()
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "another-editor"), fresh(page))
    assert fresh(page).slug == "needles"
    assert not fresh(page).workflow_in_progress
    assert SignOff.objects.of(page).count() == 1


NOTE = "Cured more people than tablets did."


def test_the_note_of_what_changed_is_shown_before_readers_get_it(waiting, reviewer):
    assert "What readers will be told that changed" not in screen(reviewer, waiting)
    decide(reviewer, waiting)
    page = fresh(waiting)
    page.introduction, page.change_note = "<p>Needles.</p>", NOTE
    page.save_revision(user=person("Author", "another-author"))
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "another-editor"), fresh(page))
    assert f"<p>{NOTE}</p>" in screen(reviewer, fresh(page))
    decide(reviewer, fresh(page))
    assert NOTE in Client().get(f"{page.url}history/").content.decode()


def test_a_note_that_only_an_editor_saw_is_no_readers(waiting, reviewer):
    decide(reviewer, waiting)
    page = fresh(waiting)
    page.slug, page.change_note = "needles", NOTE
    page.save_revision()
    page.get_workflow().start(page, user=None)
    decide(person("Editor", "another-editor"), fresh(page))
    history = Client().get(f"{fresh(page).url}history/").content.decode()
    assert "The web address changed." in history
    assert NOTE not in history


@pytest.mark.parametrize("role", ["Author", "Editor", "Resource manager", "Administrator", None])
def test_nobody_but_a_clinical_reviewer_sees_the_form(waiting, role):
    user = person(role, "somebody") if role else superuser()
    assert screen(user, waiting) == ""
    decide(user, waiting)
    assert not SignOff.objects.of(waiting).exists()


def test_a_decision_that_was_taken_meanwhile_is_told(waiting, reviewer):
    url = reverse("factsheets_sign_off", args=[waiting.current_workflow_task_state.pk])
    decide(reviewer, waiting)
    client = Client()
    client.force_login(person("Clinical reviewer", "a-colleague"))
    response = following.post(client, url, DECISION | {"outcome": "signed_off", "shown": shown_of(waiting)})
    assert "does not wait for this decision any more" in response.content.decode()
    assert SignOff.objects.of(waiting).count() == 1


def test_safety_advice_asks_for_no_day_of_evidence(reviewer):
    text = SafetyAdvice.objects.get()
    text.emergency_points = "you cannot pee"
    text.save_revision(user=person("Editor"))
    text.get_workflow().start(text, user=None)
    shown = screen(reviewer, SafetyAdvice.objects.get())
    assert "you cannot pee" in shown
    assert "Evidence checked to" not in shown
    decide(reviewer, SafetyAdvice.objects.get())
    assert SafetyAdvice.objects.signed().exists()
    assert SignOff.objects.get().text == text


def withdraw(user: object, decision: SignOff, reason: str):
    client = Client()
    client.force_login(user)
    url = reverse("factsheets_withdraw_sign_off", args=[decision.pk])
    return record(client, url, {"reason": reason})


def test_a_sign_off_is_withdrawn_with_a_reason_and_the_words_cannot_go_live_any_more(waiting, reviewer):
    decide(reviewer, waiting)
    decision = SignOff.objects.get(factsheet=waiting)
    assert "This field is required." in withdraw(reviewer, decision, " ").content.decode()
    response = withdraw(reviewer, decision, "A new trial speaks against it.")
    assert "A new trial speaks against it." in response.content.decode()
    page = fresh(waiting)
    assert page.live
    with pytest.raises(PublicationRefused, match=r"sign-off by Dr Jo Bloggs on .* has been withdrawn"):
        page.save_revision().publish(skip_permission_checks=True)
    assert "There is no sign-off to withdraw here" in withdraw(reviewer, decision, "Again.").content.decode()


def test_what_is_withdrawn_already_is_said_before_anybody_writes_a_reason(waiting, reviewer):
    decide(reviewer, waiting)
    decision = SignOff.objects.get(factsheet=waiting)
    withdraw(reviewer, decision, "A new trial.")
    url = reverse("factsheets_withdraw_sign_off", args=[decision.pk])
    answer = signed_in_as(reviewer).get(url, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("factsheets_sign_offs", args=["factsheetpage", waiting.pk])
    [told] = answer.context["messages"]
    assert "it has been withdrawn already, by clinical-reviewer, on" in str(told)
    assert "“A new trial.”" in str(told)


def test_a_request_for_changes_has_no_form_of_withdrawal(waiting, reviewer):
    decision = sign(waiting, outcome="changes", comment="Shorter.")
    url = reverse("factsheets_withdraw_sign_off", args=[decision.pk])
    [told] = signed_in_as(reviewer).get(url, follow=True).context["messages"]
    assert str(told) == "There is no sign-off to withdraw here: this decision asked for changes."


def test_a_withdrawal_that_a_colleague_was_quicker_with_says_so_once_more(waiting, reviewer):
    """The question was on the screen by then."""
    decide(reviewer, waiting)
    decision = SignOff.objects.get(factsheet=waiting)
    browser, url = signed_in_as(reviewer), reverse("factsheets_withdraw_sign_off", args=[decision.pk])
    question = browser.post(url, {"reason": "Mine."})
    withdraw(reviewer, decision, "Theirs.")
    answer = following.post(browser, url, carried(question) | {"once-more": "record"})
    assert "it has been withdrawn already" in answer.content.decode()
    assert SignOff.objects.get(factsheet=waiting).withdrawal_reason == "Theirs."


def test_a_form_with_mistakes_says_at_its_top_that_nothing_was_recorded(waiting, reviewer):
    url = reverse("factsheets_sign_off", args=[waiting.current_workflow_task_state.pk])
    browser = signed_in_as(reviewer)
    assert "The decision was not recorded." not in browser.get(url).content.decode()
    answer = browser.post(url, DECISION | {"shown": shown_of(waiting), "outcome": "changes", "comment": ""})
    shown = answer.content.decode()
    assert shown.index("The decision was not recorded.") < shown.index("The draft was saved on")


def test_whoever_wrote_the_words_is_not_asked_whether_they_sign_them(waiting, reviewer):
    """Four eyes: said at once, and not after the question."""
    page = fresh(waiting).get_latest_revision_as_object()
    page.risks = "<p>It may bruise and bleed.</p>"
    page.save_revision(user=reviewer)
    page = fresh(waiting)
    url = reverse("factsheets_sign_off", args=[page.current_workflow_task_state.pk])
    browser = signed_in_as(reviewer)
    form = BeautifulSoup(browser.get(url).content, "html.parser")
    assert [each["value"] for each in form.select("input[name=outcome]")] == ["changes"]
    answer = browser.post(url, DECISION | {"shown": shown_of(page), "outcome": "signed_off"})
    assert not is_question(answer)
    assert "somebody else has to sign them off" in answer.context["form"].errors["outcome"][0]
    assert not SignOff.objects.filter(factsheet=page).exists()


def test_after_a_withdrawn_sign_off_it_is_not_called_new(waiting, reviewer):
    assert "All of it is new: nobody has signed off an earlier text" in screen(reviewer, waiting)
    decision = sign(waiting)
    withdraw(reviewer, decision, "A new trial.")
    shown = screen(reviewer, fresh(waiting))
    assert "nobody has signed off an earlier text" not in shown
    assert "no sign-off of an earlier text stands" in shown
    assert "“A new trial.”" in shown


@pytest.mark.parametrize(("hours", "said"), [(30, True), (-30, False), (None, False)])
def test_the_question_says_from_when_readers_see_the_words(waiting, reviewer, hours, said):
    if hours:
        page = fresh(waiting).get_latest_revision_as_object()
        page.go_live_at = timezone.now() + timedelta(hours=hours)
        page.save_revision()
    page = fresh(waiting)
    url = reverse("factsheets_sign_off", args=[page.current_workflow_task_state.pk])
    question = signed_in_as(reviewer).post(url, DECISION | {"shown": shown_of(page), "outcome": "signed_off"})
    words = question.content.decode()
    assert is_question(question)
    assert ("as scheduled, and not before" in words) is said
    assert ("Readers can see the words from then on." in words) is not said


def test_the_withdrawal_stands_in_the_history_of_the_text(waiting, reviewer):
    decide(reviewer, waiting)
    withdraw(reviewer, SignOff.objects.get(factsheet=waiting), "A new trial speaks against it.")
    client = Client()
    client.force_login(person("Editor", "another-editor"))
    shown = client.get(reverse("wagtailadmin_pages:history", args=[waiting.pk])).content.decode()
    assert "Signed off by Dr Jo Bloggs, GP." in shown
    assert "The sign-off by Dr Jo Bloggs, GP was withdrawn." in shown
    assert "A new trial speaks against it." in shown


@pytest.mark.parametrize("role", ["Author", "Editor", "Administrator"])
def test_only_clinical_reviewers_withdraw_a_sign_off(waiting, role):
    sign(waiting)
    withdraw(person(role, "somebody"), SignOff.objects.get(factsheet=waiting), "I do not like it.")
    assert SignOff.objects.standing().filter(factsheet=waiting).exists()
