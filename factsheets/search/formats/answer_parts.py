"""What stands beside results, as parts of their page: signposts, and factsheets that are no longer offered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from factsheets.language.vocabulary import SignpostKind


class SignpostPart(NamedTuple):
    """One answer of the staff to what the library does not have, as readers see it."""

    heading: str
    text: str
    kind: str
    url: str  # empty where the text answers alone
    link_text: str
    is_example: bool

    @property
    def kind_in_words(self) -> str:
        """Where the answer leads, in the words that stand beside it."""
        return SignpostKind(self.kind).in_words


class WithdrawnPart(NamedTuple):
    """What the address of a withdrawn factsheet says itself. A replacement that is not public is not named."""

    title: str
    url: str
    withdrawn_at: datetime
    reason: str
    replacement_title: str
    replacement_url: str


def signpost_part(signpost: Any, page: Any | None) -> SignpostPart:
    """`page`: where it leads, if that is a page of ours that every reader may see."""
    url = signpost.link or (page.url if page else "") or ""
    return SignpostPart(
        signpost.heading,
        signpost.text,
        signpost.kind,
        url,
        signpost.link_text or (page.title if page else "") if url else "",
        signpost.is_starter_example,
    )


def withdrawn_part(withdrawal: Any, replacement: Any | None, library_url: str) -> WithdrawnPart:
    """The factsheet of a `withdrawal`; `replacement` is a factsheet that every reader may see, or None."""
    return WithdrawnPart(
        withdrawal.factsheet.title,
        f"{library_url}{withdrawal.factsheet.slug}/",
        withdrawal.withdrawn_at,
        withdrawal.reason,
        replacement.title if replacement else "",
        f"{library_url}{replacement.slug}/" if replacement else "",
    )
