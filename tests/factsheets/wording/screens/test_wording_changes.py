"""Words that signed factsheets share: readers see the old ones until a clinician has signed the new ones for all."""

from __future__ import annotations

import hashlib
import json
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from factsheets.language.vocabulary import PUBLIC_HEADINGS, WordingNeedsSignature, WordingRefused
from factsheets.models import (
    Citation,
    Condition,
    FactsheetPage,
    LibraryPage,
    PainPattern,
    SignOff,
    Source,
    Suitability,
    TherapyKind,
    Version,
    WordingChange,
)
from factsheets.page.models.versioned import content_for_readers
from factsheets.publication.signing_off import what_keeps_from_signing
from factsheets.wording.proposing import take_back_wording
from tests.builders import complete_draft, live, person, publish_signed, sign, sign_governed_texts, suits
from tests.factsheets.screens.once_more import record, shown_by
from tests.setting_up import following
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

PROFILE = {
    "registered_name": "Dr Jo Bloggs",
    "role": "GP",
    "professional_body": "A council",
    "registration_number": "1234567",
    "interests": "None",
}


def fresh(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk)


def as_(role: str, username: str = "") -> Client:
    browser = Client()
    browser.force_login(person(role, username))
    return browser


@pytest.fixture
def signed(made_once: MadeOnce) -> tuple[Condition, FactsheetPage]:
    return made_once(make_signed)


@pytest.fixture
def pregnancy(signed: tuple[Condition, FactsheetPage]) -> Condition:
    return signed[0]


@pytest.fixture
def page(signed: tuple[Condition, FactsheetPage]) -> FactsheetPage:
    return signed[1]


def make_signed() -> tuple[Condition, FactsheetPage]:
    """A signed, public factsheet that says “Should not be treated: Pregnancy”, and cites a source."""
    pregnancy = Condition.objects.create(name="Pregnancy", plain_name="expecting a baby")
    sign_governed_texts()
    page = complete_draft()
    source = Source.objects.create(kind="trial", title="A trial of needles", year=2008)
    Citation.objects.create(page=page, source=source, section="evidence", stance="supports")
    suits(page, "likely", PainPattern.objects.create(name="Dull or aching", aspect="feel"))
    suits(page, "avoid", pregnancy)
    page = fresh(page)
    page.contraindication_state = "listed"
    page.save_revision()
    publish_signed(fresh(page))
    return pregnancy, fresh(page)


def text_of(page: FactsheetPage) -> str:
    return " ".join(Client().get(page.get_url()).content.decode().split())


def rename(browser: Client, record: Condition | PainPattern | TherapyKind | Source, **changes: str):
    """The editing screen of a record, with other words in some of its fields."""
    url = reverse(f"wagtailsnippets_factsheets_{record._meta.model_name}:edit", args=[record.pk])
    form = browser.get(url).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    return following.post(
        browser, url, {name: "" if value is None else value for name, value in (typed | changes).items()}
    )


def address(change: WordingChange) -> str:
    return reverse("factsheets_wording_change", args=[change.pk])


def decide(browser: Client, change: WordingChange, outcome: str = "signed_off", **fields: str):
    """The decision on the screen, asked once more."""
    return record(browser, address(change), PROFILE | {"outcome": outcome, "comment": ""} | fields)


def take_back(browser: Client, change: WordingChange, **fields: str):
    url = reverse("factsheets_take_back_wording", args=[change.pk])
    return following.post(browser, url, shown_by(browser, address(change)) | fields)


def copy_says(version: Version) -> str:
    return Client().get(f"/v/{version.code_for_people}/").context["state"]


RENAMED = {
    "the name of a condition": (Condition, "name", "Being pregnant"),
    "the plain name of a condition": (Condition, "plain_name", "a baby on the way"),
    "a pain pattern": (PainPattern, "name", "Burning"),
    "a kind of therapy": (TherapyKind, "name", "Puncturing"),
    "the title of a source": (Source, "title", "A trial of pins"),
    "the kind of a source": (Source, "kind", "systematic_review"),
    "the authors of a source": (Source, "authors", "A. Writer"),
    "the year of a source": (Source, "year", "2011"),
    "the address of a source": (Source, "link", "https://example.org/another"),
}


def test_who_types_nothing_new_proposes_nothing(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name=pregnancy.name)
    assert not WordingChange.objects.exists()


def test_a_long_name_is_kept_as_far_as_there_is_room(page, pregnancy):
    manager = person("Resource manager", first_name="A" * 100, last_name="B" * 100)
    browser = Client()
    browser.force_login(manager)
    rename(browser, pregnancy, name="Being pregnant")
    assert WordingChange.objects.get().proposed_by_name == f"{'A' * 100} {'B' * 59}"


@pytest.mark.parametrize("name", RENAMED)
def test_readers_see_the_old_words_until_a_clinician_signs_the_new_ones(page, name):
    model, field, words = RENAMED[name]
    record = model.objects.get()
    before = text_of(page)
    body = rename(as_("Resource manager"), record, **{field: words}).content.decode()
    assert "wait for a clinical reviewer" in body
    assert text_of(page) == before
    assert fresh(page).what_stands_in_the_way() == []
    change = WordingChange.objects.get()
    assert change.proposed_by.username == "resource-manager"

    body = decide(as_("Clinical reviewer"), change).content.decode()
    assert "A new version was made of 1 public factsheet." in body
    assert str(getattr(model.objects.get(), field)) == words
    assert text_of(page) != before
    assert fresh(page).what_stands_in_the_way() == []
    last, first = Version.objects.of(page)
    assert (last.number, first.number) == (2, 1)
    assert last.sign_off == SignOff.objects.of(page).first()
    assert last.sign_off.rests_on == first.sign_off
    assert last.sign_off.registered_name == "Dr Jo Bloggs"


def test_the_other_fields_of_a_record_are_saved_at_once(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant", description="A baby is on the way.")
    pregnancy.refresh_from_db()
    assert (pregnancy.name, pregnancy.description) == ("Pregnancy", "A baby is on the way.")


def test_a_copy_with_the_old_words_is_told_that_it_is_replaced(page, pregnancy):
    old = Version.objects.of(page).first()
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    assert copy_says(old) == "current"
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    new = Version.objects.of(page).first()
    assert new.is_major
    assert "Being pregnant" in new.change_note
    assert (copy_says(old), copy_says(new)) == ("replaced", "current")


def test_one_signature_is_for_every_factsheet_that_carries_the_words(page, pregnancy):
    other = complete_draft("Massage")
    suits(other, "avoid", pregnancy)
    other = fresh(other)
    other.contraindication_state = "listed"
    other.save_revision()
    publish_signed(fresh(other))
    waiting = complete_draft("TENS")
    suits(waiting, "likely", pregnancy)
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    browser = as_("Clinical reviewer")
    change = WordingChange.objects.get()
    screen = browser.get(address(change)).content.decode()
    for name in ("Medical acupuncture", "Massage", "TENS"):
        assert name in screen
    decide(browser, change)
    assert [Version.objects.of(each).count() for each in (page, other, waiting)] == [2, 2, 0]
    assert fresh(page).what_sign_off_lacks() == fresh(other).what_sign_off_lacks() == []
    assert fresh(waiting).what_sign_off_lacks() != []


def test_words_that_another_record_has_taken_meanwhile_are_refused_with_a_sentence(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    Condition.objects.create(name="Being pregnant")
    response = decide(as_("Clinical reviewer"), WordingChange.objects.get())
    (refusal,) = response.context["form"].non_field_errors()
    assert refusal == "There is a condition of this name already."
    assert Condition.objects.get(pk=pregnancy.pk).name == "Pregnancy"
    assert not WordingChange.objects.get().outcome


def test_the_sign_offs_of_public_words_and_of_the_latest_draft_are_carried_on_and_no_others(page, pregnancy):
    def write(words: str) -> FactsheetPage:
        draft = fresh(page)
        draft.summary = words
        draft.save_revision()
        return fresh(page)

    publish_signed(write("Second words."))
    public = SignOff.objects.of(page).first()
    sign(write("Third words."))
    latest = sign(write("Fourth words."))
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    carried = SignOff.objects.of(page).filter(rests_on__isnull=False)
    assert {each.rests_on_id for each in carried} == {public.pk, latest.pk}
    assert Version.objects.of(page).first().sign_off.rests_on_id == public.pk
    assert fresh(page).get_latest_revision_as_object().what_sign_off_lacks() == []


def test_a_sign_off_whose_revision_is_gone_is_not_carried_on(page, pregnancy):
    SignOff.objects.of(page).update(revision=None)
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    assert Condition.objects.get(pk=pregnancy.pk).name == "Being pregnant"
    assert not SignOff.objects.of(page).filter(rests_on__isnull=False).exists()


def test_unsigned_words_of_a_draft_do_not_become_signed_with_a_name(page, pregnancy):
    draft = fresh(page)
    draft.summary = "Words that nobody signed."
    draft.save_revision()
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    assert fresh(page).what_sign_off_lacks() == []
    assert "“Summary”" in " ".join(fresh(page).get_latest_revision_as_object().what_sign_off_lacks())


def test_a_withdrawn_sign_off_takes_those_that_rest_on_it_along(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    first = SignOff.objects.of(page).last()
    browser = as_("Clinical reviewer", "another")
    url = reverse("factsheets_withdraw_sign_off", args=[first.pk])
    record(browser, url, {"reason": "It was a mistake."})
    assert not SignOff.objects.of(page).standing().exists()
    assert fresh(page).what_sign_off_lacks() != []


def test_whoever_proposed_the_words_does_not_sign_them(page, pregnancy):
    reviewer = person("Clinical reviewer")
    reviewer.groups.add(*person("Resource manager").groups.all())
    browser = Client()
    browser.force_login(reviewer)
    rename(browser, pregnancy, name="Being pregnant")
    assert "four eyes" in decide(browser, WordingChange.objects.get()).content.decode()
    pregnancy.refresh_from_db()
    assert pregnancy.name == "Pregnancy"


def test_words_proposed_anew_after_the_page_was_opened_are_shown_and_not_signed(page, pregnancy):
    manager, reviewer = as_("Resource manager"), as_("Clinical reviewer")
    rename(manager, pregnancy, name="Being pregnant")
    change = WordingChange.objects.get()
    shown = shown_by(reviewer, address(change))["shown"]
    rename(manager, pregnancy, name="Harmless")
    response = decide(reviewer, change, shown=shown)
    assert response.status_code == 409
    assert "Harmless" in response.content.decode()
    pregnancy.refresh_from_db()
    assert pregnancy.name == "Pregnancy"


@pytest.mark.parametrize("act", ["decline", "take back"])
def test_nobody_declines_or_takes_back_words_that_were_not_shown(page, pregnancy, act):
    manager, reviewer = as_("Resource manager"), as_("Clinical reviewer")
    rename(manager, pregnancy, name="Being pregnant")
    change = WordingChange.objects.get()
    shown = shown_by(reviewer, address(change))
    rename(as_("Resource manager", "another-manager"), pregnancy, name="Expecting")
    if act == "decline":
        response = decide(reviewer, change, "declined", comment="Not clearer.", **shown)
    else:
        response = take_back(manager, change, **shown)
    assert response.status_code == 409
    assert "Expecting" in response.content.decode()
    assert WordingChange.objects.waiting().exists()


def test_a_second_proposal_keeps_what_the_first_says_of_other_fields(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, plain_name="a baby on the way")
    rename(as_("Resource manager", "another-manager"), pregnancy, name="Being pregnant")
    assert WordingChange.objects.get().after == {"name": "Being pregnant", "plain_name": "a baby on the way"}


def test_a_colleague_who_types_the_same_words_again_gives_no_second_pair_of_eyes(page, pregnancy):
    reviewer = person("Clinical reviewer")
    reviewer.groups.add(*person("Resource manager").groups.all())
    browser = Client()
    browser.force_login(reviewer)
    rename(browser, pregnancy, name="Being pregnant")
    rename(as_("Resource manager", "another-manager"), pregnancy, name="Being pregnant")
    assert "four eyes" in decide(browser, WordingChange.objects.get()).content.decode()


def test_a_proposal_ends_with_its_record(page, pregnancy):
    unused = Condition.objects.create(name="Unused")
    draft = fresh(page)
    suits(draft, "likely", unused)
    rename(as_("Resource manager"), unused, name="Unheard")
    change = WordingChange.objects.get()
    Suitability.objects.filter(condition=unused).delete()
    fresh(page).save_revision()
    unused.delete()
    change.refresh_from_db()
    assert change.outcome == "taken_back"
    assert "New words of shared records" not in as_("Clinical reviewer").get("/admin/").content.decode()


def test_words_in_force_at_once_end_a_proposal_that_waits(page):
    carried = Condition.objects.create(name="Carried")
    suits(fresh(page), "likely", carried)
    manager = as_("Resource manager")
    rename(manager, carried, name="Carried on")
    Suitability.objects.filter(condition=carried).delete()
    fresh(page).save_revision()
    rename(manager, carried, name="Free")
    carried.refresh_from_db()
    assert carried.name == "Free"
    assert WordingChange.objects.get().outcome == "taken_back"


def history_of(page: FactsheetPage) -> str:
    answer = as_("Editor", f"reader-of-{page.slug}").get(
        reverse("wagtailadmin_pages:history", args=[page.pk])
    )
    return " ".join(unescape(answer.content.decode()).split())


def test_the_history_of_each_factsheet_names_its_new_version(page, pregnancy):
    untouched = live("Yoga")
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    sentence = "Version 2: new words of “Pregnancy”, signed off once for all factsheets that carry them."
    assert sentence in history_of(page)
    entry = PageLogEntry.objects.get(action="factsheets.wording.version")
    assert (entry.page_id, entry.user.username) == (page.pk, "clinical-reviewer")
    assert "Version 2" not in history_of(untouched)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("signed_off", "signed off, by Dr Jo Bloggs"), ("declined", "declined, by second")],
)
def test_what_was_decided_meanwhile_is_told_in_words_of_its_own(page, pregnancy, outcome, words):
    manager = person("Resource manager")
    browser = Client()
    browser.force_login(manager)
    rename(browser, pregnancy, name="Being pregnant")
    change = WordingChange.objects.get()
    decide(as_("Clinical reviewer", "second"), change, outcome, comment="I know better.")
    with pytest.raises(WordingRefused, match=f"^This change has been decided meanwhile: {words}.$"):
        take_back_wording(change, shown=None, by=manager, now=timezone.now())


def test_a_carried_on_sign_off_states_nothing_that_its_signer_did_not_say(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    carried_on, first = SignOff.objects.of(page)
    assert first.evidence_checked_to is not None
    assert carried_on.evidence_checked_to is None


def test_words_that_come_to_stand_on_another_factsheet_meanwhile_are_shown_and_not_signed(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    browser, change = as_("Clinical reviewer"), WordingChange.objects.get()
    shown = shown_by(browser, address(change))["shown"]
    suits(complete_draft("TENS"), "avoid", pregnancy)
    assert decide(browser, change, shown=shown).status_code == 409


def test_a_change_is_declined_with_a_reason_or_taken_back(page, pregnancy):
    manager, reviewer = as_("Resource manager"), as_("Clinical reviewer")
    rename(manager, pregnancy, name="Being pregnant")
    change = WordingChange.objects.get()
    assert "Say why the old words stay." in decide(reviewer, change, "declined").content.decode()
    decide(reviewer, change, "declined", comment="It is not clearer.")
    change.refresh_from_db()
    assert (change.outcome, change.comment) == ("declined", "It is not clearer.")
    rename(manager, pregnancy, name="Expecting")
    second = WordingChange.objects.waiting().get()
    take_back(manager, second)
    assert not WordingChange.objects.waiting().exists()
    assert "does not wait for your decision" in decide(reviewer, second).content.decode()
    pregnancy.refresh_from_db()
    assert pregnancy.name == "Pregnancy"


def test_a_second_decision_on_a_change_is_told_what_was_decided(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    change, reviewer = WordingChange.objects.get(), as_("Clinical reviewer")
    decide(reviewer, change)
    response = decide(as_("Clinical reviewer", "another"), change)
    assert "does not wait for your decision" in response.content.decode()
    assert Version.objects.of(page).count() == 2


def test_no_code_changes_such_words_without_a_signature(page, pregnancy):
    pregnancy.name = "Being pregnant"
    with pytest.raises(WordingNeedsSignature, match="a clinical reviewer signs them once"):
        pregnancy.save()
    library = LibraryPage.objects.get()
    library.heading_avoid = "Go ahead"
    with pytest.raises(WordingNeedsSignature):
        library.save()


def test_words_on_marked_examples_and_drafts_alone_change_at_once_with_a_new_version():
    sign_governed_texts()
    condition = Condition.objects.create(name="Lumbago")
    page = live()
    suits(page, "likely", condition)
    Version.objects.filter(factsheet=page).update(content=content_for_readers(fresh(page)))
    rename(as_("Resource manager"), condition, name="Low back pain")
    condition.refresh_from_db()
    assert condition.name == "Low back pain"
    assert not WordingChange.objects.exists()
    assert Version.objects.of(page).count() == 2
    assert "Low back pain" in text_of(page)


class TestHeadings:
    def typed(self, **changes: str) -> dict[str, str]:
        return {f"heading_{part}": words for part, words in PUBLIC_HEADINGS.items()} | changes

    def test_new_headings_wait_for_a_clinician(self, page):
        before = text_of(page)
        url = reverse("factsheets_headings")
        body = (
            as_("Editor").post(url, self.typed(heading_avoid="Who may have it"), follow=True).content.decode()
        )
        assert "The new words of “Headings of all factsheets” wait for a clinical reviewer" in unescape(body)
        assert text_of(page) == before
        reviewer = as_("Clinical reviewer")
        assert "Headings of all factsheets" in reviewer.get(reverse("wagtailadmin_home")).content.decode()
        decide(reviewer, WordingChange.objects.get())
        assert "Who may have it" in text_of(page)
        assert Version.objects.of(page).first().is_major
        assert fresh(page).what_stands_in_the_way() == []

    def test_no_draft_of_the_library_page_brings_other_headings_in(self, page):
        library = LibraryPage.objects.get()
        revision = library.save_revision()
        revision.content["heading_avoid"] = "Who may have it"
        revision.save()
        revision.publish()
        assert "Who may have it" not in text_of(page)

    @pytest.mark.parametrize("role", ["Author", "Clinical reviewer", "Resource manager"])
    def test_only_those_who_publish_the_library_word_its_headings(self, page, role):
        browser = as_(role)
        assert browser.post(reverse("factsheets_headings"), self.typed(heading_avoid="x")).status_code == 302
        assert not WordingChange.objects.exists()


def test_the_first_screen_of_a_clinical_reviewer_names_what_waits(page, pregnancy):
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    assert "New words of shared records" in as_("Clinical reviewer").get("/admin/").content.decode()
    assert "New words of shared records" not in as_("Editor").get("/admin/").content.decode()


def test_a_sign_off_by_the_first_definition_still_covers_its_words(page):
    """What the first release signed: its fingerprint knew no headings, plain names or documents."""
    from_before = sign(page)
    content = [part for part in from_before.content if part["part"].partition(":")[0] not in LATER]
    SignOff.objects.filter(pk=from_before.pk).update(
        definition=1, content=content, fingerprint=fingerprint_of_the_first_release(content)
    )
    SignOff.objects.exclude(pk=from_before.pk).update(
        withdrawn_at=from_before.signed_at, withdrawal_reason="Old."
    )
    assert fresh(page).what_stands_in_the_way() == []
    rename(as_("Resource manager"), Condition.objects.get(), plain_name="a baby on the way")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    assert fresh(page).what_stands_in_the_way() == []


def test_new_words_settle_no_draft_that_was_written_meanwhile(page, pregnancy):
    """The sign-off that carries the new words on is later than the draft, and says nothing about it."""
    writer = person("Clinical reviewer", "writer")
    draft = page.get_latest_revision_as_object()
    draft.summary = "Words of the writer."
    draft.save_revision(user=writer)
    rename(as_("Resource manager"), pregnancy, name="Being pregnant")
    decide(as_("Clinical reviewer"), WordingChange.objects.get())
    assert SignOff.objects.of(page).first().rests_on is not None
    latest = fresh(page).get_latest_revision_as_object()
    assert any("You wrote some of the words" in each for each in what_keeps_from_signing(latest, writer))


LATER = {"heading", "plain_names", "source_details", "documents"}


def fingerprint_of_the_first_release(content: list[dict]) -> str:
    bare = [[part["part"], part.get("words", part.get("rows"))] for part in content]
    words = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
