"""Where every word of a document went: the ledger that all parts of the mapping write to."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^<>]*>")


def words(text: str) -> list[str]:
    """The words of a text, in lower case and without punctuation."""
    return _WORD.findall(text.casefold())


def words_of_html(value: str) -> list[str]:
    """The words of portable HTML."""
    return words(html.unescape(_TAG.sub(" ", value)))


class Ledger:
    """Every word of the source is booked exactly once: placed, structural, disclaimer, set aside or unplaced.

    Each sentence for a person begins with the field that it belongs to.
    """

    def __init__(self) -> None:
        self.placed: list[tuple[str, str]] = []
        self.structural: list[str] = []
        self.disclaimer: list[str] = []
        self.aside: list[str] = []
        self.unplaced: list[str] = []
        self.proposed: list[str] = []
        self.odd: list[str] = []
        self._booked: Counter[str] = Counter()

    def place(self, label: str, source: str, value_words: Iterable[str]) -> None:
        """Book text that went into a field. Words that the field's value does not hold are unplaced after all."""
        self._booked.update(words(source))
        self.placed.append((label, source))
        missing = Counter(words(source)) - Counter(value_words)
        if missing:
            self.unplaced.append(f"{label}: {_rest(source, missing)}")

    def place_text(self, label: str, source: str, value: str) -> None:
        """Book text that went into a field of plain text."""
        self.place(label, source, words(value))

    def structure(self, text: str) -> None:
        """Book words that shape the document and carry nothing: headings, labels, list marks."""
        self._book(text, self.structural)

    def disclaim(self, text: str) -> None:
        """Book words of the charity's disclaimer, which factsheets do not carry themselves."""
        self._book(text, self.disclaimer)

    def set_aside(self, text: str) -> None:
        """Book words around a document: an e-mail's frame, the foot of a leaflet."""
        self._book(text, self.aside)

    def leave(self, label: str, text: str) -> None:
        """Book text that found no field; the label says under what it stood."""
        if words(text):
            self._booked.update(words(text))
            self.unplaced.append(f"{label}: {text}")

    def propose(self, label: str, sentence: str) -> None:
        """Ask a person to decide or to confirm something."""
        self._say(self.proposed, label, sentence)

    def wonder(self, label: str, sentence: str) -> None:
        """Tell a person of something that looks wrong."""
        self._say(self.odd, label, sentence)

    def close(self, label: str, text: str) -> None:
        """Book as unplaced the words of a text that nothing has booked so far."""
        present = Counter(words(text))
        missing = present - self._booked
        self._booked -= present
        if missing:
            self.unplaced.append(f"{label}: {_rest(text, missing)}")

    def _book(self, text: str, shelf: list[str]) -> None:
        found = words(text)
        if found:
            self._booked.update(found)
            shelf.append(text)

    @staticmethod
    def _say(sentences: list[str], label: str, sentence: str) -> None:
        if f"{label}: {sentence}" not in sentences:
            sentences.append(f"{label}: {sentence}")


def _rest(source: str, missing: Counter[str]) -> str:
    """The missing words of a text, in their order and as they are written there."""
    left, kept = Counter(missing), []
    for word in _WORD.findall(source):
        for folded in words(word):
            if left[folded] > 0:
                left[folded] -= 1
                kept.append(word)
                break
    return " ".join(kept)
