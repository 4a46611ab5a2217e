"""What a person is told about a title that does not come first, or of which the text does not speak."""

from __future__ import annotations

from factsheets.language.vocabulary import Section as Part

from ..formats.document import TextBlock
from .first_lines import speaks_of
from .ledger import Ledger
from .signals import warns
from .title import Titled

ABOVE_TITLE = "Above the title"
WARNS_ABOVE = "“{text}” stands above the title and warns somebody: decide whether it belongs here."
OTHER_TITLE = "“{title}” was taken for the title, and “{other}”, which stands above it, for a heading: look whether that is right."
SPOKEN_OF_NOWHERE = "No word of “{title}” comes again in the text: look whether it is the name of the therapy, or of whoever wrote about it."


def tell_of_title(titled: Titled, blocks: tuple[TextBlock, ...], ledger: Ledger) -> None:
    """Leave what stands above a title that does not come first, and ask where the title is doubtful."""
    for text in titled.above:
        ledger.leave(ABOVE_TITLE, text)
        if warns(text):
            ledger.propose(Part.AVOID.label, WARNS_ABOVE.format(text=text))
    if titled.asked:
        ledger.propose("Title", OTHER_TITLE.format(title=titled.title, other=titled.asked))
    elif not speaks_of(titled.title, blocks):
        ledger.propose("Title", SPOKEN_OF_NOWHERE.format(title=titled.title))


def book_around_title(titled: Titled, ledger: Ledger) -> None:
    """Book what stands above a title and beside it, and tell of one that was taken from a heading."""
    for text in titled.aside:
        ledger.set_aside(text)
    for text in titled.structural:
        ledger.structure(text)
    if titled.is_found_below:
        ledger.wonder(
            "Title", f"No title stands at the beginning: “{titled.title}” was taken from a heading."
        )
