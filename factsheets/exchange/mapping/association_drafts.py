"""One association while its lines are being read, and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.outputs.parsed_factsheet import ParsedAssociation

from .address import split_address
from .association_names import (
    POSTCODE,
    BodyName,
    body_name_of,
    is_line_of_address,
    only_connects,
    plain_name,
    says_more,
)
from .contact_forms import CHECKS, FORMS, HOURS_BEHIND, is_social, values_in
from .contacts import is_phone
from .ledger import Ledger
from .registers import first_number
from .signals import names_a_body

LABEL = "Associations"
SEPARATORS = " \t,;:|•●·/–—-.<>"
_CONNECTING = re.compile(
    r"^(?:(?:see|or|and|visit|go to|at|on|tel|call|ring|email|web)\b[:,]?\s*)+|[\s,;:|•·–-]+$", re.IGNORECASE
)
_NOUNS = {"website": "website address", "email": "email address"}


@dataclass
class AssociationDraft:
    """One association while its lines are being read."""

    name: str
    abbreviation: str = ""
    written: str = ""  # its name as the document writes it
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
        self.all: list[AssociationDraft] = []
        self.open: AssociationDraft | None = None

    def begin(self, found: BodyName) -> None:
        """Begin an association, or go on with one that was named before: nothing is said of the wrong one."""
        for draft in self.all:
            if plain_name(draft.name) == plain_name(found.name):
                self.open = draft
                self.ledger.leave(LABEL, found.written)
                break
        else:
            self.open = AssociationDraft(found.name, found.abbreviation, found.written)
            self.all.append(self.open)
        if rest := found.rest.strip(SEPARATORS):
            self.open.address.append(rest)

    def close(self) -> None:
        """What comes next is about nobody that is known."""
        self.open = None

    def address(self, text: str) -> None:
        """A line of the address of the one that is open, and what stands behind it."""
        values = values_in(text)
        line, rest = (text[: values[0].start], text[values[0].start :]) if values else (text, "")
        if self.open is None or not is_line_of_address(line):
            self.ledger.leave(LABEL, line)
        else:
            self.open.is_address_open = True
            self.open.address.append(line.strip(SEPARATORS))
        self.leave_or_take(rest)

    def free(self, text: str, label: str) -> None:
        """A number that costs nothing, or that is not the first to ring."""
        found = FORMS["phone"].search(text)
        if self.open is None or self.open.free or found is None or not is_phone(found.group()):
            self.ledger.leave(f"{LABEL}: {label}", text)
            return
        self.open.free = found.group().strip()
        self._rest(text, found.start(), found.end())

    def other(self, text: str, label: str) -> None:
        """What records have no field for, such as a textphone; an address of the web behind it has one."""
        start = next(
            (value.start for value in values_in(text) if value.start and value.fact in ("email", "website")),
            None,
        )
        about = f"{self.open.name}, {label}" if self.open else label
        self.ledger.leave(f"{LABEL}: {about}", text[:start])
        if start is not None:
            self.leave_or_take(text[start:])

    def contact(self, fact: str, text: str) -> None:
        """A fact of the one that is open; what stands around it is looked at as well."""
        draft = self.open
        if fact in ("phone", "fax") and (hours := HOURS_BEHIND.search(text)):
            self.ledger.leave(f"{LABEL}: {draft.name if draft else fact}", text[hours.start() :])
            text = text[: hours.start()]
        first, others = _first_of_several(text) if fact in ("phone", "fax") else ("", "")
        if first and draft is not None:
            self.contact(fact, first)
            self.ledger.leave(f"{LABEL}: {draft.name}, another number", others)
            return
        found = FORMS[fact].search(text)
        verbatim = _whole(found.group().rstrip(".,;")) if found else ""
        value = verbatim if fact in ("phone", "fax") else re.sub(r"\s", "", verbatim)
        full = f"https://{value}" if fact == "website" and "://" not in value else value
        is_taken = draft is None or fact in draft.contacts
        if found is None or draft is None or is_taken or not CHECKS[fact](full) or is_social(value):
            self.ledger.leave(LABEL, text)
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
            self.leave_or_take(rest)

    def leave_or_take(self, text: str) -> None:
        """What stands beside a fact: further facts that it has not yet, the name of another body, and words that wait."""
        place = 0
        if self.open is None:  # nobody is known who has these facts: they wait in one piece
            self.leave(text.strip())
            return
        values = values_in(text)
        for value in values:
            self._between(text[place : value.start])
            if value.fact == "other":
                self.leave(value.written)
            else:
                self.contact(value.fact, value.written)
            place = value.end
        self.wait(text[place:])

    def _between(self, text: str) -> None:
        """Words between two facts: the name of a body begins the next one, where lines were joined to one."""
        connecting, words = _apart(text)
        found = body_name_of(words) if names_a_body(words) and not says_more(words) else None
        if found is not None and self.open is not None and self.open.has_contacts:
            self.ledger.structure(connecting)
            self.begin(found)
        else:
            self.wait(text)

    def leave(self, text: str) -> None:
        """Words that are no fact of an association wait for a person."""
        if only_connects(text):
            self.ledger.structure(text)
        else:
            self.ledger.leave(LABEL, text)

    def wait(self, text: str) -> None:
        """Words beside a fact wait whole; what only connects it, such as “see”, is structure where nothing follows it."""
        connecting, words = _apart(text)
        if words:
            self.leave(f"{connecting}{words}")
        else:
            self.ledger.structure(connecting)

    def finished(self) -> tuple[ParsedAssociation, ...]:
        """The associations in their order. Words that nothing shows to be the name of a body wait for a person."""
        return tuple(self._finished(draft) for draft in self.all if self._is_body(draft))

    def _is_body(self, draft: AssociationDraft) -> bool:
        """Whether it can be reached, or is called as bodies are; “Ask at a spa” and “None” are not."""
        is_body = draft.is_begun or bool(draft.abbreviation) or names_a_body(draft.name)
        if is_body:
            self.ledger.place_text("Association: name", draft.written, f"{draft.name} {draft.abbreviation}")
        else:
            self.ledger.leave(LABEL, draft.written)
        return is_body

    def _finished(self, draft: AssociationDraft) -> ParsedAssociation:
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


def _apart(text: str) -> tuple[str, str]:
    """The words that only connect a text with what stands around it, such as “see”, and the rest."""
    trimmed = text.strip(SEPARATORS).lstrip(")")
    found = _CONNECTING.match(trimmed)
    return (found.group(), trimmed[found.end() :].strip(SEPARATORS)) if found else ("", trimmed)


def _whole(written: str) -> str:
    """A number without the bracket before it that closes behind it, as in “(0845 0960 363)”."""
    return written[1:] if written.startswith("(") and ")" not in written else written


def _first_of_several(text: str) -> tuple[str, str]:
    """The first of several numbers and what stands behind it; both "" where there is one number or none."""
    first, others = first_number(text)
    found = FORMS["phone"].match(text)
    if first or found is None or is_phone(found.group()):
        return first, others
    values = values_in(text)
    is_first = bool(values) and not values[0].start and values[0].fact == "phone"
    return (values[0].written, text[values[0].end :].strip(SEPARATORS)) if is_first else ("", "")
