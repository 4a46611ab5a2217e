"""The ledger notices what a stage forgets."""

from factsheets.exchange.mapping.ledger import Ledger


def test_what_no_stage_booked_is_unplaced_in_the_words_of_the_source() -> None:
    ledger = Ledger()
    ledger.structure("Association")
    ledger.place_text("Title", "One Two", "One Two")
    ledger.close("One Two\nAssociation\nThree, two Four!")
    assert ledger.unplaced == ["Three two Four"]


def test_words_that_are_said_to_be_placed_but_are_not_in_the_value_are_unplaced() -> None:
    ledger = Ledger()
    ledger.place_text("Association: phone", "01234 567890 mornings", "01234 567890")
    ledger.close("01234 567890 mornings")
    assert ledger.unplaced == ["mornings"]
