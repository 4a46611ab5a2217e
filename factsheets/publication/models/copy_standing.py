"""Whether the copy that somebody holds still stands: asked by the code that is printed on it."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.history import told_withdrawal
from factsheets.page.models.view_restrictions import behind_a_rule
from factsheets.versions.models.version import Version
from factsheets.versions.models.withdrawal import Withdrawal


class CopyState(Enum):
    """What a reader is told of the copy in hand."""

    CURRENT = "current"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    #: Taken down, or for some readers only: more is not said.
    GONE = "gone"


class CopyStanding(NamedTuple):
    """`later` are the versions that came after it, the latest first; `factsheet` is None where it may not be named."""

    state: CopyState
    version: Version
    factsheet: FactsheetPage | None = None
    later: list[Version] = []
    withdrawal: Withdrawal | None = None


def standing_of(code: str) -> CopyStanding | None:
    """What became of the copy with this code (as it is stored); None if there is no such copy."""
    version = Version.objects.filter(code=code).defer("content", "changed").first()
    if version is None:
        return None
    factsheet = FactsheetPage.objects.annotate(is_private=behind_a_rule()).get(pk=version.factsheet_id)
    if factsheet.is_private:
        return CopyStanding(CopyState.GONE, version)
    if factsheet.live:
        later = list(
            Version.objects.of(factsheet).filter(number__gt=version.number).defer("content", "changed")
        )
        return CopyStanding(CopyState.REPLACED if later else CopyState.CURRENT, version, factsheet, later)
    if withdrawal := told_withdrawal(factsheet):
        return CopyStanding(CopyState.WITHDRAWN, version, factsheet, withdrawal=withdrawal)
    return CopyStanding(CopyState.GONE, version)
