"""What one transaction has changed, as far as it was heard."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Heard:
    """What changed since the last commit, on one connection. After a rollback it may name too much, never too little."""

    tables: set[str] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    #: Addresses of records that have one of their own.
    addresses: set[str] = field(default_factory=set)

    def add(self, other: Heard) -> None:
        """What another transaction has changed."""
        self.tables |= other.tables
        self.pages |= other.pages
        self.addresses |= other.addresses
