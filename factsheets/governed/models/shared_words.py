"""The words of a factsheet, and those that it shares with all others: headings, safety advice, disclaimer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.functional import cached_property

from factsheets.language.vocabulary import PUBLIC_HEADINGS
from factsheets.signing.formats.clinical_content import (
    Content,
    documents_part,
    factsheet_words,
    words_from_elsewhere,
)
from factsheets.signing.models.document_rows import document_rows
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.writers_elsewhere import writers_elsewhere

from .governed_text import Disclaimer, SafetyAdvice


class SharedWords(NamedTuple):
    headings: dict[str, str]
    safety_advice: SafetyAdvice | None
    disclaimer: Disclaimer | None


class SharesWords:
    """Mixed into the factsheet, before `SignedOff`."""

    def writers_elsewhere(self, last: SignOff | None) -> Iterable[int]:
        return writers_elsewhere(self, last)

    def clinical_content(self) -> Content:
        return [
            *factsheet_words(self),
            *documents_part(document_rows(self)),
            *words_from_elsewhere(self, self.headings),
        ]

    @cached_property
    def headings(self) -> dict[str, str]:
        """The heading of each part, as the library words it: it came with the page (`reading`), or it is asked for."""
        if "library_words" in self.__dict__:
            return {part: self.library_words[f"heading_{part}"] for part in PUBLIC_HEADINGS}
        return self.get_parent().specific.headings

    @cached_property
    def shared_words(self) -> SharedWords:
        """The words that all factsheets share: they came with the page (`reading`), or they are asked for."""
        if "library_words" in self.__dict__:
            advice, disclaimer = self.safety_advice_words, self.disclaimer_words
            return SharedWords(
                headings=self.headings,
                safety_advice=SafetyAdvice(**advice) if advice else None,
                disclaimer=Disclaimer(**disclaimer) if disclaimer else None,
            )
        return SharedWords(
            headings=self.headings,
            safety_advice=SafetyAdvice.objects.in_force().first(),
            disclaimer=Disclaimer.objects.in_force().first(),
        )
