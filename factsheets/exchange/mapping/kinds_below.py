"""Headings that say something only below another one: “Absolute” below contraindications, “Unlikely” below what is helped."""

from __future__ import annotations

import re

from .beginnings import kind_of_contraindication
from .headings import NO_PART, UNKNOWN, plain_heading
from .sections import DocumentSection

_LIKELY = re.compile(
    r"(?:most |more |very )?(?:likely|probable|probably)|good|good benefit|best|most", re.IGNORECASE
)
_UNLIKELY = re.compile(
    r"(?:most |very )?(?:unlikely|improbable)|(?:less|least|not)(?: likely| so likely)?|poor|little|little benefit"
    r"|who (?:probably |perhaps )?(?:will|would|might|does|do) not",
    re.IGNORECASE,
)
#: Headings above them that say neither.
_OF_BENEFIT = re.compile(
    r"\b(?:benefits?|suitability|suitable|suits?|indications|chances?|response|results?|effects?)\b"
)
_SAYS_NO = re.compile(r"\b(?:not|no|side|adverse|harmful|unwanted|risks?)\b")


def kind_below(heading: str, sections: list[DocumentSection], *, is_apart: bool) -> str | None:
    """The part that such a heading opens below the last of the sections; None for any other heading.

    Only what stands `is_apart`, as a heading does, grades what is helped: “Good” may be a word of a list.
    """
    above = sections[-1]
    if above.part in ("avoid", "cautions"):
        return kind_of_contraindication(heading)
    if not is_apart or not _speaks_of_benefit(above):
        return None
    plain = plain_heading(heading)
    return "likely" if _LIKELY.fullmatch(plain) else "unlikely" if _UNLIKELY.fullmatch(plain) else None


def _speaks_of_benefit(above: DocumentSection) -> bool:
    """Whether a section lists who is helped, or is an empty heading that speaks of it."""
    if above.part in ("likely", "unlikely"):
        return True
    plain = plain_heading(above.heading)
    is_empty = above.part in (UNKNOWN, NO_PART) and not above.passages
    return is_empty and bool(_OF_BENEFIT.search(plain)) and not _SAYS_NO.search(plain)
