"""The associations of a document, however their addresses are set: name, address, phone, fax, e-mail and website apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factsheets.outputs.parsed_factsheet import ParsedAssociation

from .address import split_address
from .contacts import is_email, is_link, is_phone
from .ledger import Ledger
from .passages import Passage
from .registers import first_number, is_bare_web_address, names_a_column, names_columns
from .signals import has_contact, looks_like_address, names_a_body

LABEL = "Associations"

_LABELS = {
    "other": r"mobile|mob|text ?phone|minicom|text|sms|typetalk",
    "free": r"free ?phone|free ?call|help ?line",
    "phone": r"tel(?:ephone)? ?(?:&|/|and) ?fax|tel(?:ephone)?(?: ?(?:no|number))?|phone|t|ph|call",
    "fax": r"fax(?: ?(?:no|number))?|f",
    "email": r"e-?mail(?: address)?|e",
    "website": r"web ?site|web(?: address)?|internet|url|w|www",
    "address": r"address|write to",
}
#: A letter alone is a label only with its colon; a word is one before a number or an address as well.
_LABEL = re.compile(
    r"(?<![\w@./-])(?=[a-z])(?:"
    + "|".join(
        rf"(?P<{fact}>(?:{words})\.?\s?:|(?:{_long})\.?(?=\s+(?:on\s+|is\s+)?[+(\d]))"
        for fact, words in _LABELS.items()
        for _long in ["|".join(word for word in words.split("|") if len(word) > 1)]
    )
    + ")",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\+|\(|\d)[\d ()./-]{6,24}\d(?: ?(?:ext(?:ension)?|x)\.? ?\d{1,6})?", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE)
_WEBSITE = re.compile(
    r"(?<![\w-])(?:https?://)?[\w-]{1,63}(?: ?\. ?[\w-]{1,63}){1,6}(?::\d{1,5})?(?:/[^\s,;]{0,180})?",
    re.IGNORECASE,
)
_BARE_WEBSITE = re.compile(r"(?:https?://|www\.)[^\s,;]{1,200}", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^(?P<name>[^()\n]{2,160}?)\s*\((?P<abbreviation>[A-Z][A-Za-z&]{0,20}[A-Z])\)")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_HOURS = re.compile(
    r"\b(?:open|opening|hours|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m)\b",
    re.IGNORECASE,
)
_CONNECTING = re.compile(r"^(?:(?:see|or|and|visit|go to|at|on)\b[:,]?\s*)+|[\s,;:|•·–-]+$", re.IGNORECASE)
_SEPARATORS = " \t,;:|•·–-."
_MAX_NAME_WORDS = 14
_MAX_NAME_LENGTH = 160
_MAX_LINE = 1000

_FORMS = {"phone": _NUMBER, "fax": _NUMBER, "email": _EMAIL, "website": _WEBSITE}
_CHECKS = {"phone": is_phone, "fax": is_phone, "email": is_email, "website": is_link}
_NOUNS = {"website": "website address", "email": "email address"}


@dataclass
class _Draft:
    """One association while its lines are being read."""

    name: str
    abbreviation: str = ""
    address: list[str] = field(default_factory=list)
    contacts: dict[str, str] = field(default_factory=dict)
    free: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether anything is known of it but its name."""
        return bool(self.address or self.contacts or self.free)


def read_associations(passages: list[Passage], ledger: Ledger) -> tuple[ParsedAssociation, ...] | None:
    """The associations of the section in their order; None when it names none."""
    reader = _Reader(ledger)
    for passage in passages:
        reader.read(passage)
    return tuple(reader.finished(draft) for draft in reader.drafts) or None


class _Reader:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.drafts: list[_Draft] = []
        self.is_new_block = True

    def read(self, passage: Passage) -> None:
        """The lines of a block; prose among them waits for a person."""
        self.ledger.structure(passage.mark)
        self.is_new_block = True
        if _is_prose(passage.text):
            self.ledger.leave(LABEL, passage.text)
            return
        cells = passage.text.split(" | ")
        if passage.is_row and len(cells) > 1 and not names_a_column(cells[0]) and not _LABEL.match(cells[0]):
            self._row(cells)
            return
        if passage.is_row and names_columns(cells):
            self.ledger.structure(passage.text)
            return
        for line in _made_whole(cells if passage.is_row else passage.lines):
            if len(line) > _MAX_LINE:
                self.ledger.leave(LABEL, line)
            else:
                self._line(line)
            self.is_new_block = False

    def _row(self, cells: list[str]) -> None:
        """A row of a table: one association, which its first cell names."""
        name, *others = cells
        if has_contact(name) or _is_prose(name) or len(name.split()) > _MAX_NAME_WORDS:
            self.ledger.leave(LABEL, " | ".join(cells))
            return
        self._begin(name)
        for cell in others:
            if is_bare_web_address(cell) and self.drafts:
                self._contact("website", cell)
            elif any(map(str.isalnum, cell)) and (has_contact(cell) or looks_like_address(cell)):
                self._line(cell)
            else:
                self.ledger.leave(f"{LABEL}: {name}", cell)

    def _line(self, line: str) -> None:
        labels = list(_LABEL.finditer(line))
        plain = line[: labels[0].start()] if labels else line
        if plain.strip(_SEPARATORS):
            self._plain(plain.strip().rstrip(_SEPARATORS))
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
            self.ledger.structure(label.group())
            self._labelled(label.lastgroup or "", label.group(), line[label.end() : end].strip())

    def _plain(self, text: str) -> None:
        """Words without a label: contacts that their form gives away, a name, or part of an address."""
        for fact, form in (("email", _EMAIL), ("website", _BARE_WEBSITE)):
            while (found := form.search(text)) and self.drafts:
                before, after = text[: found.start()], text[found.end() :]
                if before.strip(_SEPARATORS):
                    self._plain(_trimmed(before, self.ledger))
                self._contact(fact, found.group().rstrip(".,;)"))
                text = after.strip(_SEPARATORS + ")")
        if not text.strip(_SEPARATORS):
            return
        if self.drafts and (_NUMBER.fullmatch(text) or first_number(text)[0]):
            self._contact("phone", text)
        elif len(text.split(",")[0].split()) > _MAX_NAME_WORDS or _is_prose(text) or _HOURS.search(text):
            self.ledger.leave(LABEL, text)
        elif self._begins(text):
            self._begin(text)
        else:
            self.drafts[-1].address.append(text)

    def _begins(self, text: str) -> bool:
        """Whether the words are the name of a new association, and not part of the address of the last."""
        if not self.drafts:
            return True
        last = self.drafts[-1]
        if last.contacts or last.free:
            return True
        if self.is_new_block and any(_POSTCODE.search(line) for line in last.address):
            return True
        is_address = looks_like_address(text) or bool(_POSTCODE.search(text))
        if self.is_new_block and not last.is_begun and not is_address:
            return bool(_ABBREVIATION.match(text)) or names_a_body(text)
        return False

    def _begin(self, text: str) -> None:
        """Begin an association, or go on with one that was named before: nothing is said of the wrong one."""
        bracket = _ABBREVIATION.match(text)
        written, rest = (bracket.group(), text[bracket.end() :]) if bracket else (text, "")
        if not bracket and _POSTCODE.search(text):
            written, _, rest = text.partition(",")
        name = bracket["name"] if bracket else written
        abbreviation = bracket["abbreviation"] if bracket else ""
        if len(name) > _MAX_NAME_LENGTH or (not self.drafts and _POSTCODE.search(name)):
            self.ledger.leave(LABEL, text)
            return
        for number, draft in enumerate(self.drafts):
            if draft.name.casefold() == name.casefold():
                self.drafts.append(self.drafts.pop(number))
                self.ledger.leave(LABEL, text)
                return
        self.drafts.append(_Draft(name=name.strip(), abbreviation=abbreviation))
        self.ledger.place_text("Association: name", written, f"{name} {abbreviation}")
        rest = rest.strip(_SEPARATORS)
        if rest:
            self.drafts[-1].address.append(rest)

    def _labelled(self, fact: str, label: str, text: str) -> None:
        if fact == "address" and self.drafts:
            if text:
                self.drafts[-1].address.append(text)
        elif fact == "other":
            self.ledger.leave(f"{LABEL}: {label.rstrip(' :.')}", text)
        elif fact == "free" and self.drafts and not self.drafts[-1].free and (found := _NUMBER.search(text)):
            self.drafts[-1].free = found.group().strip()
            self._rest(text, found)
        else:
            self._contact(fact if fact in _FORMS else "phone", text)

    def _contact(self, fact: str, text: str) -> None:
        draft = self.drafts[-1] if self.drafts else None
        first, others = first_number(text) if fact in ("phone", "fax") else ("", "")
        if first and draft is not None:
            self._contact(fact, first)
            self.ledger.leave(f"{LABEL}: {draft.name}, another number", others)
            return
        found = _FORMS[fact].search(text)
        verbatim = found.group().rstrip(".,;") if found else ""
        value = verbatim if fact in ("phone", "fax") else re.sub(r"\s", "", verbatim)
        full = f"https://{value}" if fact == "website" and "://" not in value else value
        if found is None or draft is None or fact in draft.contacts or not _CHECKS[fact](full):
            self.ledger.leave(LABEL, text)
            return
        if value != verbatim:
            self.ledger.wonder(
                "Association: " + fact,
                f"The {_NOUNS[fact]} is written with a space in it, “{verbatim}”: it was taken as “{value}”.",
            )
        draft.contacts[fact] = full
        self.ledger.place_text(f"Association: {fact}", verbatim, full)
        self._rest(text, found)

    def _rest(self, text: str, found: re.Match[str]) -> None:
        for rest in (text[: found.start()], text[found.end() :]):
            trimmed = _trimmed(rest, self.ledger)
            for fact, form in (("email", _EMAIL), ("website", _BARE_WEBSITE)):
                more = form.search(trimmed)
                if more and fact not in self.drafts[-1].contacts:
                    before, after = trimmed[: more.start()], trimmed[more.end() :]
                    self._contact(fact, more.group().rstrip(".,;)"))
                    trimmed = _trimmed(f"{before} {after}", self.ledger)
            self.ledger.leave(LABEL, trimmed)

    def finished(self, draft: _Draft) -> ParsedAssociation:
        """The association with its address in parts. A free number is its phone when it has no other."""
        if draft.free and "phone" not in draft.contacts and is_phone(draft.free):
            draft.contacts["phone"] = draft.free
            self.ledger.place_text("Association: phone", draft.free, draft.free)
        elif draft.free:
            self.ledger.leave(f"{LABEL}: {draft.name}, freephone", draft.free)
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


def _trimmed(text: str, ledger: Ledger) -> str:
    """A text without the words that only connect it, such as “see”."""
    trimmed = text.strip(_SEPARATORS)
    found = _CONNECTING.match(trimmed)
    if found:
        ledger.structure(found.group())
        trimmed = trimmed[found.end() :].strip(_SEPARATORS)
    return trimmed


def _is_prose(text: str) -> bool:
    return (
        text.endswith((".", "!", "?"))
        and len(text.split()) >= 8
        and not _LABEL.search(text[:400])
        and not has_contact(text)
    )


def _made_whole(lines: list[str]) -> list[str]:
    """The lines; a label, a number or an address of the web torn over two of them is made whole."""
    whole: list[str] = []
    for line in lines:
        if whole and _is_torn(whole[-1], line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _is_torn(before: str, line: str) -> bool:
    labels = list(_LABEL.finditer(before[-_MAX_LINE:]))
    if not labels or len(before) > _MAX_LINE:
        return False
    return (
        labels[-1].end() == len(before)
        or line.startswith(".")
        or (labels[-1].lastgroup in ("phone", "fax") and not re.search(r"[^\d\s()-]", line))
    )
