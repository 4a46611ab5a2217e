"""The associations of a document, however their addresses are set: name, address, phone, fax, e-mail and website apart."""

from __future__ import annotations

import re

from factsheets.outputs.parsed_factsheet import ParsedAssociation

from .association_drafts import LABEL, SEPARATORS, Drafts
from .association_lines import MAX_LINE, MAX_NAME_WORDS, made_whole, with_whole_names
from .association_names import (
    POSTCODE,
    BodyName,
    body_name_of,
    names_in,
    only_connects,
    plain_name,
    says_more,
    sentences_of,
)
from .contact_forms import FORMS, LinePart, Value, parts_of, values_in
from .contact_forms import LABEL as LABELLED
from .hidden_targets import with_targets
from .ledger import Ledger
from .passages import Passage
from .registers import is_bare_web_address, names_a_column, names_columns
from .signals import has_contact, looks_like_address, names_a_body

_HOURS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:open|opening|hours)\b", re.IGNORECASE)
_ABOUT_THE_LAST = re.compile(
    r"^(?:it|its|they|their|them|the (?:society|association|register)|(?:ring|call|phone|telephone|e-?mail|visit|see|write to"
    r"|search|check|look|find|you can|please))\b",
    re.IGNORECASE,
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:your|surgery|gp|doctor|clinic|hospital|nhs|111|999|class|classes|we|our|me)\b", re.IGNORECASE
)
#: A word for bodies that no house is called.
_SOCIETY = re.compile(
    r"\b(?:association|society|federation|guild|register|council|alliance|trust|forum) (?:of|for)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|never|no longer|formerly|closed|don't|don\u2019t)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:\d{1,4}[a-z]?\b|po box\b|p\.o\.|c/o\b)", re.IGNORECASE)
#: A list mark that is left at the beginning of a line.
_MARK = re.compile(r"(?:[•·●▪*\u2013-]|\d{1,2}[.)])\s+")


def read_associations(passages: list[Passage], ledger: Ledger) -> tuple[ParsedAssociation, ...] | None:
    """The associations of the section in their order; None when it names none."""
    reader = _Reader(ledger)
    for passage in with_whole_names(passages):
        reader.read(with_targets(passage, ledger) if passage.links else passage)
    return reader.drafts.finished() or None


class _Reader:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.drafts = Drafts(ledger)
        self.is_new_block = True

    def read(self, passage: Passage) -> None:
        """The lines of a block; prose among them waits for a person."""
        self.ledger.structure(passage.mark)
        self.is_new_block = True
        if _is_prose(passage.text):
            self.drafts.leave(passage.text)
            return
        cells = passage.text.split(" | ")
        if (
            passage.is_row
            and len(cells) > 1
            and not names_a_column(cells[0])
            and not LABELLED.match(cells[0])
        ):
            self._row("\n".join(passage.lines).split(" | "))
            return
        if passage.is_row and names_columns(cells):
            self.ledger.structure(passage.text)
            return
        for line in self._with_its_name_first(made_whole(cells if passage.is_row else passage.lines)):
            if len(line) > MAX_LINE:
                self.drafts.leave(line)
            elif _is_sentence(line):
                self._sentences(line)
            else:
                self._line(line)
            self.is_new_block = False

    def _row(self, cells: list[str]) -> None:
        """A row of a table: one association, which its first cell names."""
        name, *others = cells
        name = name.replace("\n", " ")
        found = None if has_contact(name) or _is_prose(name) else body_name_of(name)
        if found is None or len(name.split()) > MAX_NAME_WORDS:
            self.ledger.leave(LABEL, " | ".join(cells).replace("\n", " "))
            return
        self.drafts.begin(found)
        for cell in others:
            if is_bare_web_address(cell):
                self.drafts.contact("website", cell)
            elif any(map(str.isalnum, cell)) and (has_contact(cell) or looks_like_address(cell)):
                for line in cell.split("\n"):
                    self._line(line)
            else:
                self.ledger.leave(f"{LABEL}: {name}", cell)

    def _with_its_name_first(self, lines: list[str]) -> list[str]:
        """The lines of a block; where numbers come first and the name last, the name is put before them."""
        is_reversed = (
            len(lines) > 1
            and _is_bare(lines[0])
            and not _is_bare(lines[-1])
            and names_a_body(lines[-1])
            and not has_contact(lines[-1])
            and (self.drafts.open is None or self.drafts.open.has_contacts)
        )
        return [lines[-1], *lines[:-1]] if is_reversed else lines

    def _line(self, line: str) -> None:
        if mark := _MARK.match(line):
            self.ledger.structure(mark.group())
            line = line[mark.end() :]
        for part in parts_of(line):
            if part.label:
                self._labelled(part)
            else:
                self._plain(part.text, has_more="" if part.text is line else line)

    def _labelled(self, part: LinePart) -> None:
        self.ledger.structure(part.label)
        label = part.label.rstrip(" :.–-")
        if part.fact == "name":
            self.drafts.close()
            self._plain(part.text, has_more=part.text)
        elif part.fact == "address":
            self.drafts.address(part.text)
        elif part.fact in ("free", "mobile"):
            self.drafts.free(part.text, label)
        elif part.fact in FORMS:
            self.drafts.contact(part.fact, part.text)
        elif part.fact == "person" and values_in(part.text):
            self.drafts.leave_or_take(part.text)
        elif part.fact == "person" and self.drafts.open is None and names_a_body(part.text):
            self._plain(part.text, has_more=part.text)
        else:
            self.drafts.other(part.text, label)

    def _plain(self, text: str, *, has_more: str) -> None:
        """Words without a label: contacts that their form gives away, a name, or part of an address."""
        values = values_in(text)
        head = text[: values[0].start] if values else text
        if not head.strip(SEPARATORS) and values:
            tail = text[values[-1].end :].strip(SEPARATORS)
            if names_a_body(tail) and (self.drafts.open is None or self.drafts.open.has_contacts):
                found = body_name_of(tail)
                if found is not None:
                    self.drafts.begin(found)
                    text = text[: values[-1].end]
        elif head.strip(SEPARATORS):
            self._words(head.strip().rstrip(SEPARATORS.replace(":", "")), is_before=bool(values or has_more))
        if values:
            self.drafts.leave_or_take(text[values[0].start :])

    def _words(self, text: str, *, is_before: bool) -> None:
        """Words without a number: a name that begins a new association, part of the address of the last, or neither."""
        if (
            len(text.split(",")[0].split()) > MAX_NAME_WORDS
            or _is_prose(text)
            or _tells_hours(text)
            or (is_before and says_more(text))
        ):
            self.drafts.leave(text)
        elif only_connects(text):
            self.ledger.structure(text)
        elif not self._begins(text):
            self.drafts.address(text)
        elif found := body_name_of(text.rstrip(":") if is_before else text):
            if is_before and not found.rest and "," in found.name and not found.abbreviation:
                name, _, rest = found.name.partition(",")
                found = BodyName(name.strip(), written=name, rest=rest)
            self.drafts.begin(found)
        else:
            self.drafts.close()
            self.drafts.leave(text)

    def _begins(self, text: str) -> bool:
        """Whether the words are the name of a new association, and not part of the address of the last."""
        last = self.drafts.open
        if last is None:
            return True
        is_address = looks_like_address(text) or bool(POSTCODE.search(text))
        if last.has_contacts:
            goes_on = last.is_address_open and not last.has_postcode and not names_a_body(text)
            is_new = bool(last.address) and not last.is_address_open
            return not goes_on and (is_new or not (_NUMBERED.match(text) or POSTCODE.match(text)))
        if self.is_new_block and last.has_postcode:
            return True
        if self.is_new_block and not last.is_begun and not is_address:
            return bool(re.search(r"\([A-Z]{2,}\)", text)) or names_a_body(text)
        return not last.is_begun and not is_address and bool(_SOCIETY.search(text))

    def _sentences(self, text: str) -> None:
        """Sentences that say how somebody is reached. Each is about the one body that it names, or about the last one."""
        subject: BodyName | None = None
        for sentence in sentences_of(text):
            values = values_in(sentence)
            if values and subject is None and not _is_sentence(sentence):
                self._line(sentence)
                continue
            names = names_in(sentence)
            if len(names) == 1:
                subject = names[0]
            elif names or not _ABOUT_THE_LAST.match(sentence):
                subject = None
            if _DENIES.search(sentence):
                subject, names = None, names or [BodyName("")]
            if not values:
                self.drafts.leave(sentence)
            elif subject is not None:
                self._reached(sentence, subject, values)
            elif not names and self.drafts.open is not None and _may_be_about_the_last(sentence):
                self._reached(sentence, BodyName(self.drafts.open.name), values)
            else:
                self.ledger.propose(
                    LABEL, f"“{sentence}” says how somebody is reached: make a record by hand."
                )
                self.drafts.leave(sentence)

    def _reached(self, sentence: str, subject: BodyName, values: list[Value]) -> None:
        """The facts of one sentence about one body; its other words stay together, where they say more."""
        if self.drafts.open is None or plain_name(self.drafts.open.name) != plain_name(subject.name):
            self.drafts.begin(BodyName(subject.name, subject.abbreviation, subject.written))
        around = _without(sentence, values)
        for value in values:
            if value.fact != "other":
                self.drafts.contact(value.fact, value.written)
        rest = around.replace(subject.written, " ", 1) if subject.written else around
        is_all = only_connects(rest) and all(value.fact != "other" for value in values)
        if is_all:
            self.ledger.structure(rest)
        else:
            self.ledger.leave(f"{LABEL}: {subject.name}", sentence)
        self.ledger.propose(
            LABEL, f"“{sentence}” was read as how {subject.name} is reached: check the record."
        )


def _tells_hours(text: str) -> bool:
    """Whether a line says when somebody is there; “Open Backs Society” is a name."""
    return bool(_HOURS.search(text) or (_OPEN.search(text) and not names_a_body(text)))


def _may_be_about_the_last(sentence: str) -> bool:
    """Whether a sentence without a name tells how to reach the association above it, and nobody else."""
    return bool(_ABOUT_THE_LAST.match(sentence)) and not _ABOUT_OTHERS.search(sentence)


def _is_sentence(line: str) -> bool:
    """Whether a line says in a sentence how somebody is reached, and does not only list it."""
    values = values_in(line)
    is_finished = line.endswith(".")
    if not (values or (is_finished and POSTCODE.search(line))) or (not is_finished and LABELLED.match(line)):
        return False
    if not says_more(_without(line, values)):
        return False
    unlabelled = LABELLED.sub(lambda label: " " * len(label.group()), line)
    return len([word for word in _without(unlabelled, values).split() if word.islower()]) > 1


def _without(line: str, values: list[Value]) -> str:
    """The words of a line around its values."""
    words, place = "", 0
    for value in values:
        words, place = words + line[place : value.start], value.end
    return words + line[place:]


def _is_prose(text: str) -> bool:
    return (
        text.endswith((".", "!", "?"))
        and len(text.split()) >= 8
        and not LABELLED.search(text[:400])
        and not has_contact(text)
    )


def _is_bare(line: str) -> bool:
    """Whether a line is a number or an address of the web or of e-mail, with a label or without."""
    values = values_in(line[:MAX_LINE])
    return bool(values) and not LABELLED.sub("", line[: values[0].start] + line[values[-1].end :]).strip(
        SEPARATORS
    )
