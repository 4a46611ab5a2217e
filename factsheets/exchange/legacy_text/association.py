"""The associations of a legacy document: name, address, phone, fax, e-mail and website apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.outputs.parsed_factsheet import ParsedAssociation

from .accounting import Ledger
from .address import split_address
from .blocks import Block
from .contacts import is_email, is_link, is_phone

_LABELS = {
    "phone": r"tel(?:ephone)?(?: ?no)?|phone",
    "fax": r"fax(?: ?no)?",
    "email": r"e-?mail",
    "website": r"web ?site|web|internet",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{fact}>\b(?:{words})\.?\s*:)" for fact, words in _LABELS.items()), re.IGNORECASE
)
_NUMBER = re.compile(r"[+(\d][\d\s()./-]{4,}\d(?:\s*(?:ext|x)\.?\s*\d+)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@,;:<>]+\s?@\s?[^\s@,;:<>]+\.[a-z]{2,}", re.IGNORECASE)
_WEBSITE = re.compile(r"(?:https?://)?[\w-]+(?: ?\. ?[\w-]+)+(?:/\S*)?", re.IGNORECASE)
_BARE_WEBSITE = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^(?P<name>.+?)\s*\((?P<abbreviation>[A-Z][A-Za-z&]{0,20}[A-Z])\)$")
_MAX_NAME_WORDS = 14
_MAX_NAME_LENGTH = 160

#: What each contact fact is looked for by, and what it has to be then.
_FORMS = {"phone": _NUMBER, "fax": _NUMBER, "email": _EMAIL, "website": _WEBSITE}
_CHECKS = {"phone": is_phone, "fax": is_phone, "email": is_email, "website": is_link}


@dataclass
class _Draft:
    """One association while its lines are being read."""

    name: str
    abbreviation: str = ""
    address: list[str] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)


def read_associations(blocks: list[Block], ledger: Ledger) -> tuple[ParsedAssociation, ...] | None:
    """The associations of the section in their order; None when it names none."""
    drafts: list[_Draft] = []
    for line in _contact_lines(blocks, ledger):
        _read_line(line, drafts, ledger)
    return tuple(_finish(draft, ledger) for draft in drafts) or None


def _contact_lines(blocks: list[Block], ledger: Ledger) -> list[str]:
    """The lines of the section without its prose; a label, number or address torn over two lines is made whole."""
    lines: list[str] = []
    for block in blocks:
        ledger.structure(block.mark)
        if _is_prose(block.text):
            ledger.leave(block.text)
            continue
        for line in block.lines:
            if lines and _is_torn(lines[-1], line):
                lines[-1] = f"{lines[-1]} {line}"
            else:
                lines.append(line)
    return lines


def _is_prose(text: str) -> bool:
    return text.endswith((".", "!", "?")) and len(text.split()) >= 8 and not _LABEL.search(text)


def _is_torn(before: str, line: str) -> bool:
    labels = list(_LABEL.finditer(before))
    if not labels:
        return False
    return (
        labels[-1].end() == len(before)
        or line.startswith(".")
        or (labels[-1].lastgroup in ("phone", "fax") and not re.search(r"[^\d\s()-]", line))
    )


def _read_line(line: str, drafts: list[_Draft], ledger: Ledger) -> None:
    labels = list(_LABEL.finditer(line))
    plain = line[: labels[0].start()].strip() if labels else line
    if plain:
        _read_plain(plain, drafts, ledger)
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        ledger.structure(label.group())
        _read_contact(label.lastgroup or "", line[label.end() : end].strip(), drafts, ledger)


def _read_plain(text: str, drafts: list[_Draft], ledger: Ledger) -> None:
    """A line without a label: a contact that its form gives away, a name, or a line of an address."""
    fact = next(
        (
            fact
            for fact, form in (("email", _EMAIL), ("website", _BARE_WEBSITE), ("phone", _NUMBER))
            if form.fullmatch(text)
        ),
        None,
    )
    if fact:
        _read_contact(fact, text, drafts, ledger)
    elif len(text.split()) > _MAX_NAME_WORDS or len(text) > _MAX_NAME_LENGTH or _is_prose(text):
        ledger.leave(text)
    elif drafts and not drafts[-1].contacts:
        drafts[-1].address.append(text)
    else:
        _begin(text, drafts, ledger)


def _begin(text: str, drafts: list[_Draft], ledger: Ledger) -> None:
    """Begin an association, or go on with one that was named before: nothing is said of the wrong one."""
    bracket = _ABBREVIATION.match(text)
    name = bracket["name"] if bracket else text
    for number, draft in enumerate(drafts):
        if draft.name.casefold() == name.casefold():
            drafts.append(drafts.pop(number))
            ledger.leave(text)
            return
    abbreviation = bracket["abbreviation"] if bracket else ""
    drafts.append(_Draft(name=name, abbreviation=abbreviation))
    ledger.place_text("Association: name", text, f"{name} {abbreviation}")


def _read_contact(fact: str, text: str, drafts: list[_Draft], ledger: Ledger) -> None:
    found = _FORMS[fact].search(text)
    verbatim = found.group() if found else ""
    value = verbatim if fact in ("phone", "fax") else re.sub(r"\s", "", verbatim)
    full = f"https://{value}" if fact == "website" and "://" not in value else value
    if not found or not drafts or fact in drafts[-1].contacts or not _CHECKS[fact](full):
        ledger.leave(text)
        return
    ledger.leave(text[: found.start()].strip())
    ledger.leave(text[found.end() :].strip())
    if value != verbatim:
        noun = {"website": "website address", "email": "email address"}[fact]
        ledger.odd.append(
            f"The {noun} is written with a space in it, “{verbatim}”: it was taken as “{value}”."
        )
    drafts[-1].contacts[fact] = full
    ledger.place_text(f"Association: {fact}", verbatim, full)


def _finish(draft: _Draft, ledger: Ledger) -> ParsedAssociation:
    address = split_address(draft.address)
    if draft.address:
        ledger.place_text("Association: postal address", "\n".join(draft.address), address.text)
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
