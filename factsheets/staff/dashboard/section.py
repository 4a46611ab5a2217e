"""A section of the front page, and the things in it that somebody can do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

#: A longer list would hide the sections below it.
MOST = 12


@dataclass(frozen=True)
class Act:
    """Something done on the spot by one button: what follows from it stands beside, and why is filled in already."""

    url: str
    label: str
    promise: str
    field_label: str
    reason: str
    is_serious: bool = False
    #: What the form carries besides.
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DashboardItem:
    """One thing to do: what it is, where it is done, who handed it over and since when it waits."""

    title: str
    url: str
    what: str = ""
    who: str = ""
    since: datetime | None = None
    is_late: bool = False
    acts: Sequence[Act] = ()


@dataclass(frozen=True)
class DashboardSection:
    """What waits, the most urgent first. `all_url` leads to the whole list, where there is one.

    An alarm is never cut: whatever is in it is harm that goes on.
    """

    name: str
    heading: str
    items: Sequence[DashboardItem] = field(default_factory=list)
    all_url: str = ""
    is_alarm: bool = False

    @property
    def shown(self) -> Sequence[DashboardItem]:
        """The things that are listed: all of an alarm, else the first twelve."""
        return self.items if self.is_alarm else self.items[:MOST]

    @property
    def not_shown(self) -> int:
        """How many more there are than are listed."""
        return len(self.items) - len(self.shown)
