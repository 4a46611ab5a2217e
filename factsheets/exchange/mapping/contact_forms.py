"""How somebody is reached, as a line says it: labels such as “Tel.”, and numbers and addresses that their form gives away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .contacts import is_email, is_link, is_phone
from .signals import names_a_body

#: The words of the labels of each fact; a letter alone is one with its colon, or before what it can only mean.
_LABELS = {
    "other": r"text ?phone|minicom|text(?: relay)?|sms|typetalk|relay(?: uk)?|whats ?app|skype|facebook|twitter|instagram|linkedin|you ?tube",
    "mobile": r"mobile(?: (?:no|number|phone))?|mob|cell|m",
    "free": r"free ?(?:phone|fone)(?: (?:no|number))?|free ?call|(?:national |telephone )?help ?line|advice ?line|information line|hot ?line",
    "address": r"(?:postal )?address|(?:registered|head|main) office|write to|(?:by )?post",
    "phone": r"tel(?:ephone)? ?(?:[&/]|and) ?fax|t/f|tel(?:ephone)?(?:\.? ?(?:no|number|enquiries))?|phone(?:\.? ?(?:no|number))?|t|ph|call"
    r"|(?:general )?enquiries|switchboard|(?:[a-z]{2,20} )?office|direct line|bookings?|booking line",
    "fax": r"fax(?:\.? ?(?:no|number))?|f",
    "email": r"e-?mail(?: address)?|e",
    "website": r"web ?site|web(?: ?(?:address|page))?|internet|home ?page|online|url|w|www",
    "name": r"(?:name of )?(?:professional )?(?:organisation|association|body)|name",
    "person": r"contact(?: (?:name|person))?|(?:hon(?:orary)?\.? )?sec(?:retary)?|chair(?:man|woman|person)?|administrator",
    "hours": r"open(?:ing)?(?: (?:hours|times))?|lines? open|hours",
}
_BEFORE_NUMBER = r"\s+(?:(?:us\s+)?on\s+|is\s+)?(?:\+|\(?\d)"
_BEFORE_EMAIL = r"\s+(?:(?:us\s+)?at\s+|is\s+|to\s+)?[\w.+'-]{1,64}@"
_BEFORE_WEBSITE = r"\s+(?:at\s+|is\s+)?(?:https?:|www\.|[\w-]{1,63}\.[a-z])"
#: What follows a label that has no colon.
_FOLLOWS = {
    "email": _BEFORE_EMAIL,
    "website": _BEFORE_WEBSITE,
    "person": _BEFORE_NUMBER,
    "hours": r"(?!)",
    "name": r"(?!)",
}
_LETTER_FOLLOWS = {
    "phone": r"\s+(?:\+|\(?0)",
    "fax": r"\s+(?:\+|\(?0)",
    "mobile": r"\s+(?:\+|\(?0)",
    "email": r"\s+[\w.+'-]{1,64}@",
    "website": r"\s+(?:https?:|www\.)",
}


def _one_label(fact: str, written: str) -> str:
    follows = _FOLLOWS.get(fact, _BEFORE_NUMBER)
    forms = [rf"(?:{written})\.?\s?:", rf"(?:{written})\.?\s?[-\u2013](?={follows})"]
    letters = [word for word in written.split("|") if len(word) == 1]
    for letter in letters:
        forms.append(rf"{letter}\.?(?={_LETTER_FOLLOWS[fact]})")
    long = "|".join(word for word in written.split("|") if word not in letters)
    forms.append(rf"(?:{long})\.?(?={follows})")
    return rf"(?P<{fact}>{'|'.join(forms)})"


LABEL = re.compile(
    r"(?<![\w@./&-])(?=[a-z])(?:" + "|".join(_one_label(*label) for label in _LABELS.items()) + ")",
    re.IGNORECASE,
)
_EXTENSION = r"(?:,? ?(?:ext(?:ension|n)?|x)\.?:? ?\d{1,6})?"
#: Behind a label a form may be loose: with spaces inside, or without its beginning.
NUMBER = re.compile(rf"(?:\+|\(|\d)[\d ()./-]{{6,24}}\d{_EXTENSION}", re.IGNORECASE)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.IGNORECASE)
WEBSITE = re.compile(
    r"(?<![\w-])(?:https?://)?[\w-]{1,63}(?: ?\. ?[\w-]{1,63}){1,6}(?::\d{1,5})?(?:/[^\s,;]{0,180})?",
    re.IGNORECASE,
)
_ENDINGS = r"org|com|net|uk|scot|wales|cymru|london|eu|ie|info|health|care|clinic|charity|online|life|global|coop|biz"
#: Without a label only what can be nothing else.
_VALUE = re.compile(
    r"(?P<email>(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})"
    r"|(?P<website>(?:https?://|www\.)[^\s,;|]{1,200}"
    rf"|(?<![\w@./-])(?:[a-z\d-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})(?![\w-])(?:/[^\s,;|]{{0,180}})?)"
    rf"|(?P<phone>(?<![\w+/.-])(?:\+|\(?0|\(\+)\d?(?:(?: ?\(0\) ?|[ ).-]{{0,2}})\d){{6,14}}(?!\d){_EXTENSION})",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_NO_SITE = re.compile(
    r"(?:https?://)?(?:[\w-]{1,63}\.)?(?:facebook|twitter|x|instagram|linkedin|youtube|tiktok)\.com\b", re.I
)
_OTHER_BEFORE = re.compile(r"(?P<fax>fax)|minicom|text(?: ?phone)?|sms|typetalk|relay", re.IGNORECASE)
#: When somebody is there, behind a number: “020 7946 0302 9.30am to noon”.
HOURS_BEHIND = re.compile(r"\s\(?\d{1,2}(?:[ -]?(?:hours?|hrs?)\b|(?:[.:]\d\d)? ?[ap]\.?m\b)")
_LONGEST_NAME = 120
_NEAR = 24  # letters before a number: what it is called there

FORMS = {"phone": NUMBER, "fax": NUMBER, "email": EMAIL, "website": WEBSITE}
CHECKS: dict[str, Callable[[str], bool]] = {
    "phone": is_phone,
    "fax": is_phone,
    "email": is_email,
    "website": is_link,
}


@dataclass(frozen=True)
class LinePart:
    """The part of a line behind one label, or before the first one; the fact is "" without a label."""

    fact: str
    label: str
    text: str


@dataclass(frozen=True)
class Value:
    """A number or an address of the web or of e-mail, and where it stands in its text."""

    fact: str
    written: str
    start: int
    end: int


def parts_of(line: str) -> list[LinePart]:
    """The parts of a line, label by label."""
    labels = [label for label in LABEL.finditer(line) if not _ends_a_name(label, line)]
    parts = [LinePart("", "", line[: labels[0].start()] if labels else line)]
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
        parts.append(LinePart(label.lastgroup or "", label.group(), line[label.end() : end].strip()))
    return [part for part in parts if part.label or part.text.strip()]


def _ends_a_name(label: re.Match[str], line: str) -> bool:
    """Whether the words of a label are the last of a name: “Sample Association:”, “Pain helpline:”."""
    before = line[: label.start()][-_LONGEST_NAME:]
    is_joined = before.rstrip()[-1:].isalpha() and label.group().rstrip().endswith(":")
    return is_joined and (
        label.lastgroup == "name" or (label.lastgroup == "free" and not names_a_body(before))
    )


def values_in(text: str) -> list[Value]:
    """What a text gives away by its form alone. A number that is called a fax or a textphone there is none of a phone."""
    found: list[Value] = []
    for match in _VALUE.finditer(text):
        fact = match.lastgroup or ""
        written = match.group().rstrip(".,;:)'" if fact != "phone" else ".,")
        if fact == "phone" and (hours := HOURS_BEHIND.search(text, match.start(), match.end() + _NEAR)):
            written = text[match.start() : min(hours.start(), match.end())].rstrip(" .,")
        if fact == "phone" and (_DATE.fullmatch(written) or not is_phone(written)):
            continue
        if fact == "website" and _NO_SITE.match(written):
            fact = "other"
        if fact == "phone":
            before = text[max(found[-1].end if found else 0, match.start() - _NEAR) : match.start()]
            named = _OTHER_BEFORE.search(before)
            fact = "phone" if named is None else "fax" if named["fax"] else "other"
        found.append(Value(fact, written, match.start(), match.start() + len(written)))
    return found


def is_social(address: str) -> bool:
    """Whether an address of the web is a page on somebody else's site for everybody."""
    return bool(_NO_SITE.match(address))
