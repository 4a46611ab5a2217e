"""How a sign of one's own is heard, whatever the starter's signs are."""

import pytest

from factsheets.warning_signs.formats.recogniser import Recognised, Recogniser, Sign
from tests.setting_up.yardstick import yardsticks

WEAK_LEGS = Sign(
    "Weak legs",
    "emergency",
    ("leg", "both legs"),
    ("weak", "cannot feel", "no feeling", "numb"),
    ("weak coffee",),
)
CANNOT_PEE = Sign("Cannot pee", "emergency", ("pee", "wee", "urinate"), ("cannot",), ("wee bit",))
NAME = Sign("Name", "urgent", ("cauda equina", "osteoporosis"))
OURS = Recogniser([NAME, WEAK_LEGS, CANNOT_PEE])


@pytest.mark.parametrize(
    "q",
    [
        "weak legs",
        "my legs feel so weak",
        "weakness in the leg",
        "LEGS.  Weak!",
        "can't even really feel anything in my legs",
        "can’t feel my legs",
        "can t feel my legs",
        "could not feel my leg",
        "not been able to feel my legs",
        "no longer any feeling in my legs",
        "numblegs",
        "cantfeelmylegs",
        "nummb legs",
        "dumb legs",
        "numb lets",
        "nubm legs",
    ],
)
def test_a_thing_and_what_is_wrong_with_it(q):
    assert OURS.warning_in(q) == Recognised("emergency", WEAK_LEGS)


@pytest.mark.parametrize(
    "q",
    [
        "cant wee",
        "can’t pee",
        "can not pee",
        "unable to pee",
        "couldn't pee",
        "i cant urinate",
        "cnt pee",
        "carnt wee",
        "cantpee",
        "cant weeeee",
        "cant peeing",
        "weeing: cannot",
        "can't wed",
        "cant urin ate",
        "weak coffee and can't wee",
    ],
)
def test_a_function_that_is_gone(q):
    assert OURS.warning_in(q) == Recognised("emergency", CANNOT_PEE)


@pytest.mark.parametrize(
    "q", ["caudaequina", "cauda equina", "cuada equina", "equina cauda", "osteoperosis", "osteo porosis"]
)
def test_a_name_alone(q):
    assert OURS.warning_in(q) == Recognised("urgent", NAME)


@pytest.mark.parametrize(
    "q",
    [
        "",
        "   ",
        "?!",
        "legs",
        "weak",
        "cannot",
        "can't peel an orange",
        "can't see my legs",
        "we can go",
        "this week my leg hurts",
        "cant get to the gp",
        "want to pee",
        "weak coffee with a leg of lamb",
        "can't stay a wee bit longer",
        "cauda",
        "osteopath",
    ],
)
def test_what_is_none(q):
    assert OURS.warning_in(q) is None
    assert OURS.levels_in(q) == []


def test_the_thing_and_the_trouble_have_to_be_near_each_other():
    assert (
        OURS.warning_in("numb from boredom in meetings about budgets, travel, parking, lunch and table legs")
        is None
    )


def test_one_word_is_not_the_thing_and_the_trouble():
    ours = Recogniser([Sign("Wet", "urgent", ("wet", "pants"), ("wet",))])
    assert ours.warning_in("wet") is None
    assert ours.warning_in("wet pants")


def test_the_words_of_an_exception_do_not_count_but_all_others_do():
    assert OURS.warning_in("weak coffee for my legs") is None
    assert OURS.warning_in("weak coffee, weak legs")


def test_an_exception_is_for_its_own_sign():
    other = Sign("Weak", "urgent", ("weak",))
    assert Recogniser([WEAK_LEGS, other]).levels_in("weak coffee for my legs") == ["urgent"]


def test_without_signs_nothing_is_one():
    assert Recogniser([]).warning_in("cannot pee") is None


def test_a_line_without_words_says_nothing():
    assert Recogniser([Sign("Empty", "urgent", ("", "?!"), ("",), ("",))]).warning_in("anything ?!") is None


def test_all_signs_and_levels_the_most_urgent_first():
    q = "osteoporosis, weak legs and can't wee"
    assert OURS.signs_in(q) == [WEAK_LEGS, CANNOT_PEE, NAME]
    assert OURS.levels_in(q) == ["emergency", "urgent"]


def test_two_english_words_are_one_parted_word_only_where_it_is_spelt_right():
    ours = Recogniser([Sign("Self-harm", "crisis", ("selfharm",))])
    assert ours.warning_in("self harm")
    assert ours.warning_in("selfh arrm")
    assert ours.warning_in("self care") is None


TABLETS = Sign("Many tablets", "crisis", ("tablets", "codeine"), ("took 8+",), ("8+ mg",))


@pytest.mark.parametrize(
    "q",
    [
        "took 8 tablets",
        "took 9 codeine",
        "took 250 tablets",
        "took20tablets",
        "took eight tablets",
        "took a dozen tablets",
        "tablets, i took twenty five",
        "took twnty tablets",
        "took 20 codeine 30mg",
    ],
)
def test_a_number_with_a_plus_is_that_many_or_more(q):
    assert Recogniser([TABLETS]).warning_in(q)


@pytest.mark.parametrize(
    "q",
    [
        "took 7 tablets",
        "took two tablets",
        "took tablets",
        "20 tablets",
        "took codeine 30 mg",
        "took codeine 30mg",
    ],
)
def test_fewer_are_not(q):
    assert Recogniser([TABLETS]).warning_in(q) is None


def test_a_number_without_a_plus_is_itself_alone():
    ours = Recogniser([Sign("Number", "urgent", ("call 111",))])
    assert ours.warning_in("call 111")
    assert ours.warning_in("call 112") is None


def test_only_an_article_may_part_the_words_of_an_exception():
    ours = Recogniser([Sign("Cannot go on", "crisis", ("cannot go on",), (), ("go on the",))])
    assert ours.warning_in("cannot go on the treadmill") is None
    assert ours.warning_in("cannot go on with the pain")
    bath = Recogniser([Sign("Bath", "urgent", ("bath",), (), ("clean bath",))])
    assert bath.warning_in("clean the bath") is None
    assert bath.warning_in("clean up after the bath")


def test_what_is_over_is_not_heard_where_it_goes_on():
    ours = Recogniser([Sign("Legs gone", "emergency", ("leg gone",))])
    assert ours.warning_in("legs have gone")
    assert ours.warning_in("the pain goes down my leg") is None
    assert Recogniser([Sign("Go", "urgent", ("cannot go",))]).warning_in("couldn't have gone")


def test_a_short_word_is_not_heard_in_a_misspelt_piece_of_another():
    ours = Recogniser([Sign("Dying", "crisis", ("die",))])
    assert ours.warning_in("idiee") is None
    assert ours.warning_in("dryneedling") is None
    assert ours.warning_in("dieing")


def test_a_line_that_says_a_word_over_and_over_slows_no_question() -> None:
    """Such a line is refused on the screen; one that is stored all the same must not hold up the search."""
    line = "leg " * 10
    recogniser = Recogniser([Sign("Legs", "emergency", (line,), (), (line,))])
    assert yardsticks(lambda: recogniser.levels_in("leg " * 38)) < 60


@pytest.mark.parametrize(
    "q",
    [
        "hardly feel my leg",
        "can barely feel my legs",
        "bearly feel my legs",
        "inability to feel my legs",
        "lost the ability to feel my legs",
        "can only just feel my legs",
        "no longer can feel my legs",
        "trouble feeling my legs",
        "hard to feel my legs",
        "lack of feeling in my legs",
        "very little feeling in my legs",
        "feeling in my legs is reduced",
        "cannae feel ma legs",
    ],
)
def test_what_amounts_to_cannot_or_no(q):
    assert OURS.warning_in(q) == Recognised("emergency", WEAK_LEGS)


@pytest.mark.parametrize(
    "q",
    [
        "my legs feel a little stiff",
        "my legs feel less tired",
        "hardly any pain in my legs",
        "little exercise for legs",
        "trouble sleeping with restless legs",
        "hard to feel hopeful",
        "lack of sleep, legs ache",
    ],
)
def test_what_only_sounds_like_it(q):
    assert OURS.warning_in(q) is None


def test_a_line_with_such_a_word_hears_no_cannot():
    ours = Recogniser([Sign("Hardly", "urgent", ("struggle to pee", "little control", "hardly pee"))])
    assert ours.warning_in("struggle to pee")
    assert ours.warning_in("little control")
    assert ours.warning_in("cannot pee") is None
    assert ours.warning_in("no control") is None


def test_two_dead_legs_are_no_dead_leg():
    ours = Recogniser([Sign("Legs", "emergency", ("leg",), ("dead",), ("dead leg",))])
    assert ours.warning_in("dead legs")
    assert ours.warning_in("my legs are dead")
    assert ours.warning_in("dead leg") is None


@pytest.mark.parametrize("q", ["lost 2st", "lost 2 stone", "lost 10st", "lost 12 sts"])
def test_stones_in_short(q):
    ours = Recogniser([Sign("Weight", "urgent", ("stone", "kilos", "pounds"), ("lost",))])
    assert ours.warning_in(q)
    assert ours.warning_in("lost 5kg")
    assert ours.warning_in("lost 10 lbs")
    assert ours.warning_in("lost my 1st letter") is None
