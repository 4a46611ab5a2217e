"""The associations of a legacy document: name, address, phone, fax, e-mail and website apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.formats.parsed_factsheet import ParsedAssociation

from .accounting import Ledger, words
from .address import split_address
from .blocks import Block

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
_ABBREVIATION = re.compile(r"^(?P<name>.+?)\s*\((?P<abbreviation>[A-Z][A-Za-z&]*[A-Z])\)$")
_MAX_NAME_WORDS = 14


@dataclass
class _Draft:
    """One association while its lines are being read."""

    name: str = ""
    address: list[str] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)


def read_associations(blocks: list[Block], ledger: Ledger) -> tuple[ParsedAssociation, ...] | None:
    """The associations of the section in their order; None when it names none."""
    drafts: list[_Draft] = []
    for line in _contact_lines(blocks, ledger):
        _read_line(line, drafts, ledger)
    return tuple(_finish(draft, ledger) for draft in drafts if draft.name) or None


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
    elif len(text.split()) > _MAX_NAME_WORDS or _is_prose(text):
        ledger.leave(text)
    elif drafts and not drafts[-1].contacts:
        drafts[-1].address.append(text)
    else:
        drafts.append(_Draft(name=text))


def _read_contact(fact: str, text: str, drafts: list[_Draft], ledger: Ledger) -> None:
    form = {"email": _EMAIL, "website": _WEBSITE}.get(fact, _NUMBER)
    found = form.search(text)
    if not text:
        return
    if not found or not drafts or fact in drafts[-1].contacts:
        ledger.leave(text)
        return
    ledger.leave(text[: found.start()].strip())
    ledger.leave(text[found.end() :].strip())
    verbatim = found.group()
    value = verbatim if fact in ("phone", "fax") else re.sub(r"\s", "", verbatim)
    if value != verbatim:
        noun = {"website": "website address", "email": "email address"}[fact]
        ledger.odd.append(
            f"The {noun} is written with a space in it, “{verbatim}”: it was taken as “{value}”."
        )
    if fact == "website" and "://" not in value:
        value = f"https://{value}"
    drafts[-1].contacts[fact] = value
    ledger.place(f"Association: {fact}", verbatim, words(value))


def _finish(draft: _Draft, ledger: Ledger) -> ParsedAssociation:
    bracket = _ABBREVIATION.match(draft.name)
    name, abbreviation = (bracket["name"], bracket["abbreviation"]) if bracket else (draft.name, "")
    ledger.place_text("Association: name", draft.name, f"{name} {abbreviation}")
    address = split_address(draft.address)
    if draft.address:
        ledger.place_text("Association: postal address", "\n".join(draft.address), address.text)
    return ParsedAssociation(
        name=name,
        abbreviation=abbreviation,
        address_lines=address.lines,
        town=address.town,
        county=address.county,
        postcode=address.postcode,
        phone=draft.contacts.get("phone", ""),
        fax=draft.contacts.get("fax", ""),
        email=draft.contacts.get("email", ""),
        website=draft.contacts.get("website", ""),
    )
