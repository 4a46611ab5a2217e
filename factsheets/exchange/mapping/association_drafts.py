"""One association while its lines are being read, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.outputs.parsed_factsheet import ParsedAssociation

from .address import split_address
from .association_names import POSTCODE, Name, is_line_of_address
from .contact_forms import CHECKS, FORMS, is_social, values_in
from .contacts import is_phone
from .ledger import Ledger
from .registers import first_number

LABEL = "Associations"
SEPARATORS = " \t,;:|•●·/–—-.<>"
_CONNECTING = re.compile(
    r"^(?:(?:see|or|and|visit|go to|at|on|tel|call|ring|email|web)\b[:,]?\s*)+|[\s,;:|•·–-]+$", re.IGNORECASE
)
_NOUNS = {"website": "website address", "email": "email address"}


@dataclass
class Draft:
    """One association while its lines are being read."""

    name: str
    abbreviation: str = ""
    address: list[str] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)
    free: str = ""  # a free or mobile number: its phone when it has no other
    is_address_open: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything is known of it but its name."""
        return bool(self.address or self.has_contacts)

    @property
    def has_contacts(self) -> bool:
        """Whether it is known how to reach it."""
        return bool(self.contacts or self.free)

    @property
    def has_postcode(self) -> bool:
        """Whether its address has come to its end."""
        return any(POSTCODE.search(line) for line in self.address)


class Drafts:
    """The associations of a section. `open` is the one that is being read; None: nobody knows whom the next line is about."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.all: list[Draft] = []
        self.open: Draft | None = None

    def begin(self, found: Name) -> None:
        """Begin an association, or go on with one that was named before: nothing is said of the wrong one."""
        for draft in self.all:
            if draft.name.casefold() == found.name.casefold():
                self.open = draft
                self.ledger.leave(LABEL, found.written)
                break
        else:
            self.open = Draft(found.name, found.abbreviation)
            self.all.append(self.open)
            self.ledger.place_text("Association: name", found.written, f"{found.name} {found.abbreviation}")
        if rest := found.rest.strip(SEPARATORS):
            self.open.address.append(rest)

    def close(self) -> None:
        """What comes next is about nobody that is known."""
        self.open = None

    def address(self, text: str) -> None:
        """A line of the address of the one that is open."""
        if self.open is None or not is_line_of_address(text):
            self.ledger.leave(LABEL, text)
        else:
            self.open.is_address_open = True
            self.open.address.append(text)

    def free(self, text: str, label: str) -> None:
        """A number that costs nothing, or that is not the first to ring."""
        found = FORMS["phone"].search(text)
        if self.open is None or self.open.free or found is None or not is_phone(found.group()):
            self.ledger.leave(f"{LABEL}: {label}", text)
            return
        self.open.free = found.group().strip()
        self._rest(text, found.start(), found.end())

    def other(self, text: str, label: str) -> None:
        """What records have no field for, such as a textphone; what stands behind it may have one."""
        values = values_in(text)
        first = values[0] if values and not text[: values[0].start].strip(SEPARATORS) else None
        about = f"{self.open.name}, {label}" if self.open else label
        self.ledger.leave(f"{LABEL}: {about}", text[: first.end] if first else text)
        if first:
            self._leave_or_take(text[first.end :])

    def contact(self, fact: str, text: str) -> None:
        """A fact of the one that is open; what stands around it is looked at as well."""
        draft = self.open
        first, others = first_number(text) if fact in ("phone", "fax") else ("", "")
        if first and draft is not None:
            self.contact(fact, first)
            self.ledger.leave(f"{LABEL}: {draft.name}, another number", others)
            return
        found = FORMS[fact].search(text)
        verbatim = found.group().rstrip(".,;") if found else ""
        value = verbatim if fact in ("phone", "fax") else re.sub(r"\s", "", verbatim)
        full = f"https://{value}" if fact == "website" and "://" not in value else value
        is_taken = draft is None or fact in draft.contacts
        if found is None or draft is None or is_taken or not CHECKS[fact](full) or is_social(value):
            self.ledger.leave(f"{LABEL}: {draft.name}" if draft and is_taken else LABEL, text)
            return
        if value != verbatim:
            self.ledger.wonder(
                "Association: " + fact,
                f"The {_NOUNS[fact]} is written with a space in it, “{verbatim}”: it was taken as “{value}”.",
            )
        draft.contacts[fact] = full
        self.ledger.place_text(f"Association: {fact}", verbatim, full)
        self._rest(text, found.start(), found.end())

    def _rest(self, text: str, start: int, end: int) -> None:
        for rest in (text[:start], text[end:]):
            self._leave_or_take(rest)

    def _leave_or_take(self, text: str) -> None:
        """What stands beside a fact: further facts that it has not yet, and words that wait."""
        place = 0
        for value in values_in(text):
            self.leave(self.trimmed(text[place : value.start]))
            if value.fact == "other":
                self.leave(value.written)
            else:
                self.contact(value.fact, value.written)
            place = value.end
        self.leave(self.trimmed(text[place:]))

    def leave(self, text: str) -> None:
        """Words that are no fact of an association wait for a person."""
        self.ledger.leave(LABEL, text)

    def trimmed(self, text: str) -> str:
        """A text without the words that only connect it, such as “see”."""
        trimmed = text.strip(SEPARATORS)
        found = _CONNECTING.match(trimmed)
        if found:
            self.ledger.structure(found.group())
            trimmed = trimmed[found.end() :].strip(SEPARATORS)
        return trimmed

    def finished(self) -> tuple[ParsedAssociation, ...]:
        """The associations in their order."""
        return tuple(map(self._finished, self.all))

    def _finished(self, draft: Draft) -> ParsedAssociation:
        """The association with its address in parts."""
        if draft.free and "phone" not in draft.contacts and is_phone(draft.free):
            draft.contacts["phone"] = draft.free
            self.ledger.place_text("Association: phone", draft.free, draft.free)
        elif draft.free:
            self.ledger.leave(f"{LABEL}: {draft.name}, freephone or mobile", draft.free)
        address = split_address(draft.address)
        if draft.address:
            self.ledger.place_text("Association: postal address", "\n".join(draft.address), address.text)
        return ParsedAssociation(
            name=draft.name,
            abbreviation=draft.abbreviation,
            address_lines=address.lines,
            town=address.town,
            county=address.county,
            postcode=address.postcode,
            phone=draft.contacts.get("phone", ""),
            fax=draft.contacts.get("fax", ""),
            email=draft.contacts.get("email", ""),
            website=draft.contacts.get("website", ""),
        )
