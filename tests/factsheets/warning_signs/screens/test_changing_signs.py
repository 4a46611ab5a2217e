"""What lets a warning sign listen for more acts at once; what lets it listen for less waits for a clinician."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from factsheets.language.vocabulary import WarningSignNeedsSignature
from factsheets.models import OutgoingMail, WarningSign, WarningSignChange
from factsheets.warning_signs.warnings import warnings_for
from tests.builders import superuser
from tests.setting_up import following

from .story import decide, lines, only, opened, saved, staff, url, waiting, words

pytestmark = pytest.mark.django_db

SIGNED, DECLINED = "signed_off", "declined"


@pytest.fixture
def sign() -> WarningSign:
    return only(
        ("numb legs", "emergency"),
        ("weak feet", "emergency"),
        ("numb toes", "emergency"),
        ("legs massage", "none"),
        ("weak legs of a table", "none"),
        leaves_alone="dead leg",
    )


@pytest.mark.parametrize(
    ("change", "in_force"),
    [
        ({"about": "legs\nfeet\ntoes"}, ("emergency", "legs,feet,toes", "numb,weak", "dead leg")),
        ({"wrong": "numb\nweak\ntingling"}, ("emergency", "legs,feet", "numb,weak,tingling", "dead leg")),
        ({"wrong": ""}, ("emergency", "legs,feet", "", "dead leg")),
        ({"leaves_alone": ""}, ("emergency", "legs,feet", "numb,weak", "")),
    ],
)
def test_what_lets_it_listen_for_more_acts_at_once_and_is_listed_until_a_clinician_has_seen_it(
    sign, change, in_force
):
    told = saved(staff(), sign, **change)
    assert "“Legs” listens for more at once, and clinical reviewers are shown it" in told
    assert "waits" not in told
    assert lines(sign) == in_force
    reviewer = staff("Clinical reviewer")
    assert "Warning signs that listen for more, to be seen" in words(reviewer.get("/admin/"))
    widening = WarningSignChange.objects.unseen().get()
    assert "Seen" in words(reviewer.get(reverse("factsheets_warning_sign_change", args=[widening.pk])))
    said = words(following.post(reviewer, reverse("factsheets_see_warning_sign", args=[widening.pk])))
    assert "Your name stands beside what “Legs” listens for besides." in said
    assert "to be seen" not in words(reviewer.get("/admin/"))
    widening.refresh_from_db()
    assert (widening.outcome, widening.decided_by.username) == ("seen", "clinical-reviewer")


@pytest.mark.parametrize(
    ("change", "then"),
    [
        ({"about": "legs"}, ("emergency", "legs", "numb,weak", "dead leg")),
        ({"wrong": "numb"}, ("emergency", "legs,feet", "numb", "dead leg")),
        (
            {"leaves_alone": "dead leg\nlegs of a table"},
            ("emergency", "legs,feet", "numb,weak", "dead leg,legs of a table"),
        ),
        ({"level": "urgent"}, ("urgent", "legs,feet", "numb,weak", "dead leg")),
    ],
)
def test_what_lets_it_listen_for_less_waits_and_acts_when_a_clinician_signs_it(sign, change, then):
    before = lines(sign)
    told = saved(staff(), sign, **change)
    assert (
        "What lets it listen for less waits for a clinical reviewer, and is not in force until then" in told
    )
    assert "at once" not in told
    assert lines(sign) == before
    reviewer = staff("Clinical reviewer")
    assert "Warning signs that are to listen for less, to sign off" in words(reviewer.get("/admin/"))
    assert "“Legs”: " in decide(reviewer, waiting(), SIGNED)
    assert lines(sign) == then
    assert not WarningSignChange.objects.waiting().exists()
    signed = WarningSignChange.objects.get(outcome=SIGNED)
    assert signed.decided_by_name == "Dr Jo Bloggs, GP, 1234567"


def test_the_first_line_of_what_is_wrong_narrows_a_sign_that_needed_none():
    sign = only(wrong="")
    assert "waits" in saved(staff(), sign, wrong="numb")
    assert lines(sign) == ("emergency", "legs,feet", "", "")
    decide(staff("Clinical reviewer"), waiting(), SIGNED)
    assert lines(sign) == ("emergency", "legs,feet", "numb", "")


def test_of_a_mixed_change_the_wider_part_acts_and_the_rest_waits(sign):
    told = saved(staff(), sign, about="legs\ntoes", leaves_alone="")
    assert "“toes” added" in told.partition("What lets it")[0]
    assert "“feet” taken out" in told.partition("What lets it")[2]
    assert lines(sign) == ("emergency", "legs,feet,toes", "numb,weak", "")
    decide(staff("Clinical reviewer"), waiting(), SIGNED)
    assert lines(sign) == ("emergency", "legs,toes", "numb,weak", "")


def test_another_name_changes_nothing_that_anybody_has_to_see(sign):
    assert "Saved." in saved(staff(), sign, name="Both legs")
    assert WarningSign.objects.get().name == "Both legs"
    assert not WarningSignChange.objects.exists()


def test_a_new_sign_acts_at_once_and_is_listed(sign):
    form = {"name": "Fever", "level": "urgent", "about": "fever", "wrong": "", "leaves_alone": ""}
    assert "“Fever” listens from now on" in words(following.post(staff(), url("add"), form))
    assert [warning.level for warning in warnings_for("a fever")] == ["urgent"]
    assert WarningSignChange.objects.unseen().get().sign_name == "Fever"


def test_the_clinician_reads_which_kept_phrases_would_be_lost_and_which_are_caught_besides(sign):
    saved(staff(), sign, about="legs\ntoes")
    front = words(staff("Clinical reviewer").get("/admin/"))
    assert "“feet” taken out. It catches “weak feet” no longer." in front
    assert "“toes” added. It catches “numb toes” besides." in front


def columns_of(change: WarningSignChange, browser: Client) -> list[list[str]]:
    address = reverse("factsheets_warning_sign_change", args=[change.pk])
    soup = BeautifulSoup(browser.get(address).content, "html.parser")
    headings = [
        [each.get_text(strip=True) for each in table.select("thead th")]
        for table in soup.select("table.listing")
    ]
    return [row for row in headings if row[0] == "Phrase"]


def test_the_screen_says_whether_a_phrase_brings_its_level_now_or_then(sign):
    saved(staff(), sign, about="legs\ntoes")
    reviewer = staff("Clinical reviewer")
    narrowing, widening = WarningSignChange.objects.waiting().get(), WarningSignChange.objects.unseen().get()
    assert columns_of(narrowing, reviewer) == [["Phrase", "Should bring", "Brings now", "By"]]
    assert columns_of(widening, reviewer) == [["Phrase", "Should bring", "Brings now", "By"]]


def test_of_what_waits_the_screen_says_what_it_would_bring(sign):
    saved(staff(), sign, level="urgent")
    change = WarningSignChange.objects.waiting().get()
    brings = [columns[2] for columns in columns_of(change, staff("Clinical reviewer"))]
    assert brings == ["Brings now", "Would bring then"]


def test_what_is_declined_stays_and_whoever_proposed_it_is_told(sign):
    editor = staff()
    saved(editor, sign, about="legs")
    reviewer = staff("Clinical reviewer")
    assert "Say why it stays as it is." in decide(reviewer, waiting(), DECLINED)
    assert "“Legs” stays as it is. editor is told." in decide(reviewer, waiting(), DECLINED, "Feet matter.")
    assert lines(sign)[1] == "legs,feet"
    assert "clinical-reviewer declined what you proposed: Feet matter." in words(editor.get("/admin/"))
    letter = OutgoingMail.objects.get()
    assert letter.to == "editor@example.org"
    assert "Feet matter." in letter.body


def test_four_eyes_a_clinician_who_edits_a_sign_does_not_sign_that(sign):
    reviewer = staff("Clinical reviewer")
    saved(reviewer, sign, about="legs")
    assert "“toes”" in saved(reviewer, sign, about="legs\nfeet\ntoes")
    change = waiting()
    said = words(reviewer.get(reverse("factsheets_warning_sign_change", args=[change.pk])))
    assert "You proposed it yourself" in said
    decide(reviewer, change, SIGNED)
    assert lines(sign)[1] == "legs,feet,toes"
    decide(staff("Clinical reviewer", "another"), change, SIGNED)
    assert lines(sign)[1] == "legs,toes"


@pytest.mark.parametrize("role", ["Editor", "Author", "Administrator"])
def test_only_clinicians_decide(sign, role):
    saved(staff("Editor", "proposer"), sign, about="legs")
    decide(staff(role), waiting(), SIGNED)
    assert lines(sign)[1] == "legs,feet"
    assert waiting()


def test_a_superuser_who_is_no_clinician_signs_nothing(sign, client):
    saved(staff(), sign, about="legs")
    client.force_login(superuser())
    decide(client, waiting(), SIGNED)
    assert lines(sign)[1] == "legs,feet"


def test_the_clinician_signs_what_was_shown_and_nothing_else(sign):
    saved(staff(), sign, about="legs")
    reviewer = staff("Clinical reviewer")
    address = reverse("factsheets_warning_sign_change", args=[waiting().pk])
    shown = reviewer.get(address).context["shown"]
    saved(staff("Editor", "another"), sign, wrong="numb\nweak\ntingling")
    said = decide(reviewer, waiting(), SIGNED, shown=shown)
    assert "Two texts: nothing was decided" in said
    assert "tingling" in said
    assert lines(sign) == ("emergency", "legs,feet", "numb,weak,tingling", "dead leg")
    assert "Two texts" in decide(reviewer, waiting(), SIGNED, shown="forged")
    decide(reviewer, waiting(), SIGNED)
    assert lines(sign) == ("emergency", "legs", "numb,weak,tingling", "dead leg")


def test_a_form_with_an_error_is_still_about_what_the_screen_showed_first(sign):
    saved(staff(), sign, about="legs")
    reviewer = staff("Clinical reviewer")
    address = reverse("factsheets_warning_sign_change", args=[waiting().pk])
    shown = reviewer.get(address).context["shown"]
    saved(staff("Editor", "another"), sign, wrong="numb\nweak\ntingling")
    again = reviewer.post(address, {"shown": shown, "outcome": DECLINED, "comment": ""})
    assert again.context["form"].errors
    said = decide(reviewer, waiting(), SIGNED, shown=again.context["shown"])
    assert "Two texts: nothing was decided" in said
    assert "What is wrong with it, now" in said
    assert lines(sign)[1] == "legs,feet"


def test_two_tabs_lose_nothing(sign):
    one, other = staff(), staff("Editor", "another")
    first, second = opened(one, sign), opened(other, sign)
    saved(one, sign, first, about="legs\nfeet\ntoes", wrong="numb\nweak\nheavy")
    saved(other, sign, second, about="knees\nlegs\nfeet", leaves_alone="")
    assert lines(sign) == ("emergency", "legs,feet,toes,knees", "numb,weak,heavy", "")
    assert not WarningSignChange.objects.waiting().exists()


def test_what_waits_is_not_pushed_aside_by_somebody_else(sign):
    saved(staff(), sign, about="legs")
    other = staff("Editor", "another")
    assert "editor has proposed that this sign listens for less" in words(other.get(url("edit", sign.pk)))
    said = saved(other, sign, wrong="numb", leaves_alone="")
    assert "editor has proposed already that this sign listens for less" in said
    assert "Nothing was saved." in said
    assert lines(sign) == ("emergency", "legs,feet", "numb,weak", "dead leg")
    assert waiting().difference == {"about": {"added": [], "removed": ["feet"]}}
    assert "at once" in saved(other, sign, leaves_alone="")
    assert waiting().proposed_by.username == "editor"


def test_whoever_proposed_it_replaces_it_knowingly(sign):
    editor = staff()
    saved(editor, sign, about="legs")
    assert "Tick “Replace what I proposed before”" in saved(editor, sign, wrong="numb")
    assert waiting().difference == {"about": {"added": [], "removed": ["feet"]}}
    assert "waits" in saved(editor, sign, wrong="numb", replaces="on")
    assert waiting().difference == {"wrong": {"added": [], "removed": ["weak"]}}
    assert WarningSignChange.objects.get(outcome="taken_back").comment


def test_whoever_proposed_it_takes_it_back_and_nobody_else_does(sign):
    editor = staff()
    saved(editor, sign, about="legs")
    address = reverse("factsheets_take_back_warning_sign", args=[waiting().pk])
    assert "Only editor, who proposed it" in words(following.post(staff("Editor", "another"), address))
    assert staff("Author").post(address).status_code == 302
    assert waiting()
    assert "“Legs” stays as it is." in words(following.post(editor, address))
    assert not WarningSignChange.objects.waiting().exists()


def test_a_sign_goes_only_when_a_clinician_has_signed_that(sign):
    editor = staff()
    address = reverse("factsheets_remove_warning_sign", args=[sign.pk])
    page = words(editor.get(address))
    assert "“numb legs”" in page
    assert "“weak legs of a table” should bring: No warning" in page
    assert "Until then it listens." in words(following.post(editor, address))
    assert lines(sign)[1] == "legs,feet"
    reviewer = staff("Clinical reviewer")
    assert "It catches “numb legs”, “weak feet”" in words(reviewer.get("/admin/"))
    decide(reviewer, waiting(), SIGNED)
    assert not WarningSign.objects.exists()
    assert WarningSignChange.objects.get().outcome == SIGNED
    assert ModelLogEntry.objects.filter(content_type__model="warningsign", action="wagtail.delete").exists()
    assert "Legs" in words(reviewer.get(reverse("factsheets_warning_sign_changes")))


@pytest.mark.parametrize("role", ["Editor", "Clinical reviewer", "Administrator", None])
def test_no_screen_deletes_a_sign_by_itself(sign, role, client):
    if role:
        client = staff(role)
    else:
        client.force_login(superuser())
    assert client.post(url("delete", sign.pk)).status_code in (302, 403)
    bulk = reverse("wagtail_bulk_action", args=["factsheets", "warningsign", "delete"])
    following.post(client, f"{bulk}?id={sign.pk}")
    assert WarningSign.objects.filter(pk=sign.pk).exists()


def test_no_code_narrows_or_deletes_one_past_the_signature(sign):
    sign.about = "legs"
    for act in (
        sign.save,
        lambda: sign.save(update_fields=["about"]),
        sign.delete,
        WarningSign.objects.all().delete,
    ):
        with pytest.raises(WarningSignNeedsSignature):
            act()
    sign.refresh_from_db()
    sign.about = "legs\nfeet\ntoes"
    sign.save()
    assert lines(sign)[1] == "legs,feet,toes"
    QuerySet.delete(WarningSign.objects.none())


def test_every_act_is_on_record_in_words(sign):
    editor, reviewer = staff(), staff("Clinical reviewer")
    saved(editor, sign, about="legs\ntoes")
    reviewer.post(reverse("factsheets_see_warning_sign", args=[WarningSignChange.objects.unseen().get().pk]))
    decide(reviewer, waiting(), DECLINED, "No.")
    saved(editor, sign, wrong="numb")
    decide(reviewer, waiting(), SIGNED)
    acts = ModelLogEntry.objects.filter(action__startswith="factsheets.warning_sign").order_by("pk")
    assert [entry.action.rsplit(".", 1)[1] for entry in acts] == [
        "widen", "propose", "see", "decline", "propose", "sign",
    ]  # fmt: skip
    history = words(editor.get(url("history", sign.pk)))
    assert "Warning sign listens for more: What it is about: “toes” added." in history
    assert (
        "Signed off that a warning sign listens for less: What is wrong with it: “weak” taken out." in history
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "This field is required."),
        ({"about": ""}, "This field is required."),
        ({"about": "leg leg leg leg"}, "“leg leg leg leg”: a word stands in it more than three times."),
        ({"about": "legs\n!!!"}, "“!!!”: write at least one word."),
        ({"wrong": "took 8 + tablets"}, "“took 8 + tablets”: write a number and “+” together as one word"),
        ({"wrong": "took 8+tablets"}, "“took 8+tablets”: write a number and “+” together as one word"),
        ({"wrong": "took 12345+"}, "with four digits at most"),
        ({"wrong": "x" * 81}, "a line has 80 characters at most."),
        ({"about": "\n".join(f"word{n}" for n in range(201))}, "Write 200 lines at most"),
        ({"level": "unheard"}, "Select a valid choice."),
        ({"about": "a\x00b"}, "Null characters are not allowed."),
        ({"name": "FEVER"}, "There is a warning sign of this name already."),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(sign, change, sentence):
    WarningSign.objects.create(name="Fever", level="urgent", about="fever")
    before = lines(sign)
    assert sentence in saved(staff(), sign, **change)
    assert lines(sign) == before
    assert not WarningSignChange.objects.exists()


def test_lines_are_tidied(sign):
    saved(staff(), sign, about="  Legs \n\nfeet\nLEGS\n both   toes ")
    assert lines(sign)[1] == "legs,feet,both toes"


def test_what_was_decided_meanwhile_is_not_decided_again(sign):
    saved(staff(), sign, about="legs")
    change, reviewer = waiting(), staff("Clinical reviewer")
    other = staff("Clinical reviewer", "another")
    address = reverse("factsheets_warning_sign_change", args=[change.pk])
    shown = other.get(address).context["shown"]
    decide(reviewer, change, DECLINED, "No.")
    assert "This does not wait for your decision." in decide(other, change, SIGNED, shown=shown)
    assert lines(sign)[1] == "legs,feet"


def test_a_form_of_a_sign_that_has_gone_meanwhile_gets_an_answer(sign):
    editor = staff()
    form, address = opened(editor, sign), url("edit", sign.pk)
    sign.take_out()
    assert editor.post(address, form).status_code in (302, 404)


def test_the_first_screen_asks_the_database_no_more_often_when_more_waits(sign):
    editor, reviewer = staff(), staff("Clinical reviewer")
    counts = []
    for name in ("Knees", "Hips", "Toes"):
        other = WarningSign.objects.create(name=name, level="urgent", about=f"{name}\nlegs")
        saved(editor, other, about=f"{name}\nback")
        reviewer.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            assert f"{name} What it is about" in words(reviewer.get("/admin/"))
        counts.append(len(queries))
    assert counts[1] == counts[2]
