"""The finder's page: what can be ticked, what the lists say to it, and what a reader is told around it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factsheets.language.vocabulary import Verdict
from factsheets.models import Condition, FactsheetPage, PainPattern, SafetyAdvice, Suitability
from tests.builders import complete_draft, live, sign_governed_texts, suits
from tests.setting_up.made_once import MadeOnce

pytestmark = pytest.mark.django_db

TITLES = ("Massage", "Osteopathy", "TENS")


def read(client: Client, path: str, **asked: object) -> BeautifulSoup:
    response = client.get(path, asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def groups(soup: BeautifulSoup) -> dict[str, str]:
    return {group["class"][1].removeprefix("verdict--"): words(group) for group in soup.select(".verdict")}


def pattern(name: str, aspect: str = "feel") -> PainPattern:
    return PainPattern.objects.create(name=name, aspect=aspect)


@pytest.fixture
def library(made_once: MadeOnce) -> None:
    made_once(make_library)


def make_library() -> None:
    """Massage and TENS speak about the same things, not always with the same verdict."""
    sign_governed_texts()
    aching, one_side = pattern("Dull or aching"), pattern("On one side", "place")
    sciatica = Condition.objects.create(name="Sciatica", plain_name="pain down the leg")
    massage, tens = live("Massage"), live("TENS")
    suits(massage, "likely", aching)
    suits(massage, "likely", one_side)
    suits(massage, "avoid", sciatica, note="unless a doctor says so")
    suits(tens, "unlikely", sciatica)


def test_only_what_public_factsheets_name_can_be_ticked(client, library):
    pattern("Never named", "timing")
    Condition.objects.create(name="Never named either")
    suits(complete_draft("Osteopathy"), "likely", pattern("Named in a draft"))
    soup = read(client, "/find/")
    assert [words(legend) for legend in soup.select("fieldset legend")] == [
        "Where the pain is",
        "What the pain feels like",
        "What you have, if you know it",
    ]
    ticks = [(tick["name"], tick["value"]) for tick in soup.select("input[type=checkbox]")]
    assert ticks == [("pain", "on-one-side"), ("pain", "dull-or-aching"), ("condition", "sciatica")]
    assert "Pain down the leg Sciatica" in words(soup.main.find("form"))


def test_nothing_ticked_gives_the_form_and_a_sentence(client, library):
    soup = read(client, "/find/")
    assert groups(soup) == {}
    assert "Tick what your pain is like" in words(soup.find(id="found"))


def test_each_therapy_stands_in_its_group_with_the_reason(client, library):
    soup = read(client, "/find/", pain=["dull-or-aching", "on-one-side"], condition="sciatica")
    found = groups(soup)
    assert list(found) == ["likely", "unlikely", "avoid"]
    assert "Massage because your pain is: dull or aching; on one side" in found["likely"]
    assert "TENS because you have: pain down the leg" in found["unlikely"]
    assert "Massage because you have: pain down the leg" in found["avoid"]
    assert "Pain down the leg: unless a doctor says so" in found["avoid"]
    assert "Our lists name 2 therapies for what you ticked." in words(soup.find(id="found"))
    ticked = [tick["value"] for tick in soup.select("input[checked]")]
    assert sorted(ticked) == ["dull-or-aching", "on-one-side", "sciatica"]


def test_a_therapy_in_opposing_groups_stands_in_both_with_a_note(client, library):
    found = groups(read(client, "/find/", pain="dull-or-aching", condition="sciatica"))
    for verdict in ("likely", "avoid"):
        assert "more than one group for what you ticked. Ask your GP" in found[verdict]
    assert "more than one group" not in found["unlikely"]
    assert "more than one group" not in groups(read(client, "/find/", pain="dull-or-aching"))["likely"]


def test_an_empty_group_is_no_all_clear(client, library):
    found = groups(read(client, "/find/", pain="dull-or-aching"))
    assert "That does not mean that every therapy is safe for you." in found["avoid"]


def test_a_therapy_that_nobody_has_assessed_says_so(client, library):
    FactsheetPage.objects.filter(title="Massage").update(contraindication_state="not_assessed")
    found = groups(read(client, "/find/", pain="dull-or-aching"))
    assert "Nobody has assessed yet who should not have it." in found["likely"]


def test_it_says_what_it_is_and_puts_the_emergency_first(client, library):
    soup = read(client, "/find/", pain="dull-or-aching")
    text = words(soup.find("main"))
    assert "This is not a diagnosis. It repeats the lists in our factsheets" in text
    assert text.index("Call 999") < text.index("What is your pain like?") < text.index("Most likely to help")
    assert "No clinician has reviewed" not in text
    SafetyAdvice.objects.update(is_starter_example=True)
    assert "No clinician has reviewed" in words(read(client, "/find/"))


def test_an_example_is_marked(client, library):
    FactsheetPage.objects.filter(title="Massage").update(is_starter_example=True)
    assert "Example text" in groups(read(client, "/find/", pain="dull-or-aching"))["likely"]


@pytest.mark.parametrize("value", ["never-heard-of", "", "1", "<b>bold</b>", "\0", "%", "x" * 2000])
def test_what_is_unknown_is_left_out(client, library, value):
    soup = read(client, "/find/", pain=value, condition=value)
    assert groups(soup) == {}
    assert "left it out" in words(soup)
    assert "bold" not in words(soup)
    assert groups(read(client, "/find/", pain=[value, "dull-or-aching"])) == groups(
        read(client, "/find/", pain="dull-or-aching")
    )


def test_a_pattern_is_no_condition(client, library):
    assert groups(read(client, "/find/", condition="dull-or-aching")) == {}


def test_an_empty_library_has_nothing_to_tick(client):
    assert "nothing to tick yet" in words(read(client, "/find/", pain="dull-or-aching"))


def test_two_therapies_or_more_can_be_compared(client):
    aching = pattern("Dull or aching")
    for title in ("TENS", "Massage", "Osteopathy", "Chiropractic"):
        suits(live(title), "likely", aching)
    soup = read(client, "/find/", pain="dull-or-aching")
    link = soup.find("a", href="/compare/?a=chiropractic&b=massage&c=osteopathy")
    assert words(link) == "Compare the first three: Chiropractic, Massage and Osteopathy"
    FactsheetPage.objects.get(title="Osteopathy").unpublish()
    FactsheetPage.objects.get(title="TENS").unpublish()
    assert soup.select(".verdict--likely .compare-link")
    link = read(client, "/find/", pain="dull-or-aching").find("a", href="/compare/?a=chiropractic&b=massage")
    assert words(link) == "Compare Chiropractic and Massage"


def test_it_can_be_found(client, library):
    home = read(client, "/")
    assert home.find("nav", attrs={"aria-label": "Main"}).find("a", href="/find/")
    assert home.select_one(".home-actions a[href='/find/']")


ROWS = st.dictionaries(
    st.tuples(st.sampled_from(TITLES), st.booleans(), st.integers(0, 2)),
    st.sampled_from(Verdict.values),
    max_size=12,
)
TICKS = st.sets(st.tuples(st.booleans(), st.integers(0, 2)), min_size=1)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, ticks=TICKS)
def test_the_page_shows_exactly_the_staffs_rows(client, three_by_three, rows, ticks):
    pages, patterns, conditions = three_by_three
    expected = {
        (verdict, title, f"{'Pain' if is_pattern else 'Name'} {number}")
        for (title, is_pattern, number), verdict in rows.items()
        if (is_pattern, number) in ticks
    }
    with transaction.atomic():
        Suitability.objects.bulk_create(
            Suitability(
                page=pages[title],
                verdict=verdict,
                **({"pattern": patterns[number]} if is_pattern else {"condition": conditions[number]}),
            )
            for (title, is_pattern, number), verdict in rows.items()
        )
        soup = read(
            client,
            "/find/",
            pain=[patterns[number].slug for is_pattern, number in ticks if is_pattern],
            condition=[conditions[number].slug for is_pattern, number in ticks if not is_pattern],
        )
        transaction.set_rollback(True)
    shown = {
        (group["class"][1].removeprefix("verdict--"), entry.a.get_text(), reason.strip().capitalize())
        for group in soup.select(".verdict")
        for entry in group.select("li")
        for line in entry.select(".reason")
        for reason in line.get_text().partition(":")[2].split(";")
    }
    assert shown == expected


@pytest.fixture
def three_by_three():
    pages = {title: live(title) for title in TITLES}
    patterns = [pattern(f"Pain {number}") for number in range(3)]
    return pages, patterns, [Condition.objects.create(name=f"Name {number}") for number in range(3)]


def _renamed(kind: type[Condition] | type[PainPattern], slug: str) -> None:
    record = kind.objects.get(slug=slug)
    record.slug = f"new-{slug}"
    record.save()


@pytest.mark.parametrize(
    ("kind", "name", "slug"),
    [(Condition, "condition", "sciatica"), (PainPattern, "pain", "dull-or-aching")],
)
def test_an_address_that_somebody_kept_ticks_what_it_ticked(client, library, kind, name, slug):
    before = groups(read(client, "/find/", **{name: slug}))
    _renamed(kind, slug)
    soup = read(client, "/find/", **{name: slug})
    assert groups(soup) == before != {}
    assert "we left it out" not in words(soup)
    _renamed(kind, f"new-{slug}")
    assert groups(read(client, "/find/", **{name: slug})) == before
    # Another one that is called so now is meant by it.
    kind.objects.create(name="Another", slug=slug, **({"aspect": "feel"} if kind is PainPattern else {}))
    soup = read(client, "/find/", **{name: [slug, "a b", "\x00"]})
    assert groups(soup) == {}
    assert "we left it out" in words(soup)
