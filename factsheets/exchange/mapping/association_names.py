"""The name of an association: alone on its line, before its address, or inside a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .prose import split_sentences
from .signals import looks_like_address, names_a_body

_MAX_NAME_LENGTH = 160
_ABBREVIATION = re.compile(r"^(?P<name>[^()\n]{2,160}?)\s*\((?P<abbreviation>[A-Z][A-Za-z&]{0,20}[A-Z])\)")
_BESIDE = re.compile(r"^(?P<before>[^\n]{2,160}?)\s+[-\u2013\u2014]\s+(?P<after>[^\n]{2,160})$")
_SHORT = re.compile(r"[A-Z][A-Za-z&]{0,10}[A-Z]")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
#: Beginnings of a line that leads over to what follows, and is no name.
_NO_NAME = re.compile(
    r"(?:contacts?|for|further|more|useful|other|please|to|how|where|if|or|and|see|also|open|registered|charity|company|by|via|find|ref"
    r"|all|our|your|their|its|e-?mail|web|website|tel|telephone|phone|fax|internet|address|details)\b",
    re.IGNORECASE,
)
#: A line about a body that is another one, or none any more.
_OF_ANOTHER = re.compile(
    r"(?:formerly|previously|not|do|don't|no longer|affiliated|members? of|part of|incorporating|supported by|funded by)\b",
    re.IGNORECASE,
)
#: A place within a house, which a record of a body cannot stand for.
_IN_A_HOUSE = re.compile(
    r"\b(?:desk|reception|switchboard|wards?|outpatients?|appointments?|bookings?|enquiries|secretar(?:y|ies)|department|dept|nurses?|clinics?"
    r"|patient advice|liaison service|pals)\b",
    re.IGNORECASE,
)
#: A line to ring names no body by itself: “Pain helpline”.
_LINE = re.compile(r"\b(?:help|advice|info(?:rmation)?|support) ?-?lines?:?$", re.IGNORECASE)
#: What the health service runs is no body of those who practise, whatever else its name says.
_HEALTH_SERVICE = re.compile(
    r"\bnhs\b|\b(?:hospitals?|infirmary|surgery|(?:health|medical) centre)\b", re.IGNORECASE
)
_OF_A_PROFESSION = re.compile(
    r"\b(?:association|society|college|guild|council|register|institute|federation|academy)\b", re.IGNORECASE
)
_WORD = r"[A-Z][\w'\u2019&-]{0,40}"
_IN_SENTENCE = re.compile(
    rf"(?<![\w'\u2019&-]){_WORD}(?: (?:(?:of|for|in|and|&|to|on|with)(?: the)? )?{_WORD}){{0,10}}"
    r"(?: \((?P<abbreviation>[A-Z][A-Za-z&]{0,10}[A-Z])\))?"
)
# fmt: off
_LEADING = frozenset((
    "ring", "call", "phone", "telephone", "tel", "contact", "email", "e-mail", "mail", "visit", "see", "write", "ask", "try",
    "the", "for", "you", "to", "please", "or", "our", "also", "both", "either", "in", "at", "from", "if", "more", "members",
    "further", "look", "go", "find", "a", "an", "alternatively", "information", "details", "join", "check", "search", "of",
    "on", "with", "and",
))
# fmt: on
_LABELLED = re.compile(r"[\w-]{1,30}:")
# fmt: off
_OF_PLACES = frozenset((
    "of", "the", "upon", "on", "and", "at", "near", "by", "in", "le", "next", "to", "under", "c", "o", "st", "d",
))
# fmt: on
_TWO = re.compile(r" (?:and|&|or) (?:the )?", re.IGNORECASE)
#: What in a sentence only says that somebody can be reached there.
# fmt: off
_CONNECTING = frozenset((
    "ring", "call", "phone", "telephone", "tel", "telephoning", "ringing", "calling", "contact", "email", "e", "mail",
    "emailing", "visit", "visiting", "see", "write", "to", "or", "and", "on", "at", "by", "the", "you", "can", "please", "also",
    "its", "it", "s", "their", "them", "is", "are", "be", "number", "website", "web", "site", "address", "line", "online",
    "internet", "via", "through", "using", "reached", "contacted", "found", "helpline", "freephone", "look", "go", "us", "a",
    "our", "free",
))
# fmt: on
_CUE = re.compile(
    r"\b(?:ring|call|phone|telephone|contact|visit|e-?mail|see|look|write|ask|go to|join|reached|contacted|found|available|keeps?|holds?"
    r"|has|have|is|are|lists?|trains?|represents?|accredits?|regulates?|search|find|apply|publish(?:es)?|offers?|runs?|provides?|maintains?|can)\b",
    re.IGNORECASE,
)
_TORN_OFF = re.compile(
    r"\b(?:tel|ext|extn|no|nos|st|dr|mr|mrs|ms|prof|co|ltd|rd|ave|ph|mob)\.$", re.IGNORECASE
)


@dataclass(frozen=True)
class BodyName:
    """A name as it is written, its abbreviation, and what follows it on its line."""

    name: str
    abbreviation: str = ""
    written: str = ""
    rest: str = ""


def body_name_of(text: str) -> BodyName | None:
    """The name at the beginning of a line, and the address behind it; None when the line is no name."""
    bracket = _ABBREVIATION.match(text)
    if bracket:
        return _fitting(
            BodyName(bracket["name"], bracket["abbreviation"], bracket.group(), text[bracket.end() :])
        )
    beside = _BESIDE.match(text)
    if beside:
        for short, long in ((beside["before"], beside["after"]), (beside["after"], beside["before"])):
            if _SHORT.fullmatch(short) and _stands_for(short, long):
                return _fitting(BodyName(long, short, text))
    before, comma, after = text.partition(",")
    if comma and (POSTCODE.search(after) or looks_like_address(after.strip())):
        return _fitting(BodyName(before.strip(), written=before, rest=after))
    return _fitting(BodyName(text, written=text))


def _fitting(found: BodyName) -> BodyName | None:
    name = found.name.strip(" :,;(<")
    written = without_leading(name)
    if written != name and names_a_body(written):
        name = written
    is_name = (
        2 <= len(name) <= _MAX_NAME_LENGTH
        and sum(map(str.isalpha, name)) > 1
        and any(map(str.isupper, name))
        and not POSTCODE.search(name)
        and not (found.name.rstrip().endswith(":") and not names_a_body(name))
        and (not _NO_NAME.match(name) or names_a_body(name))
        and not _OF_ANOTHER.match(name)
        and (not _IN_A_HOUSE.search(name) or names_a_body(name))
        and (not _LINE.search(name) or names_a_body(_LINE.sub("", name)))
        and (not _HEALTH_SERVICE.search(name) or bool(_OF_A_PROFESSION.search(name)))
    )
    return BodyName(name, found.abbreviation, found.written, found.rest) if is_name else None


def _stands_for(short: str, long: str) -> bool:
    """Whether each letter of an abbreviation begins a word of the name, in their order."""
    initials = iter(word[0].casefold() for word in re.findall(r"\w+", long))
    return all(letter.casefold() in initials for letter in short if letter.isalpha())


def plain_name(name: str) -> str:
    """A name as it is compared: without its article and its capitals."""
    return name.casefold().removeprefix("the ")


def is_line_of_address(text: str) -> bool:
    """Whether a line that stands where an address does can be part of one: it says nothing, it only names a place."""
    small = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower() and word not in _OF_PLACES]
    return len(text) > 1 and len(small) < 2 and any(letter.isupper() or letter.isdigit() for letter in text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; the stop of “Tel.” ends none."""
    whole: list[str] = []
    for sentence in split_sentences(text):
        if whole and _TORN_OFF.search(whole[-1][-8:]):
            whole[-1] = f"{whole[-1]} {sentence}"
        else:
            whole.append(sentence)
    return whole


def says_more(words: str) -> bool:
    """Whether the words around numbers and addresses are those of a sentence, and not of a name, an address or a label."""
    words = _LABELLED.sub(" ", words)
    small = [word for word in re.findall(r"[^\W\d_][\w'\u2019-]*", words) if word.islower()]
    return len(small) > 1 and bool(_CUE.search(words)) and not only_connects(words)


def only_connects(words: str) -> bool:
    """Whether the words say nothing but that somebody can be reached; a number always says more."""
    return all(word in _CONNECTING for word in re.findall(r"[^\W_]+", words.casefold()))


def without_leading(name: str) -> str:
    """A name without “Contact the” before it; “The” alone belongs to it."""
    place, rest = 0, name
    while (first := rest.partition(" "))[2] and first[0].casefold() in _LEADING:
        place, rest = place + 1, first[2]
    return name if place == 1 and name[:4].casefold() == "the " else rest


def names_in(sentence: str) -> list[BodyName]:
    """The bodies that a sentence names, each once; one with “and” between two bodies is two."""
    found: dict[str, BodyName] = {}
    for match in _IN_SENTENCE.finditer(sentence):
        written = match.group()
        written = without_leading(written)
        while (last := written.rpartition(" "))[0] and last[2].casefold() in _LEADING:
            written = last[0]
        abbreviation = match["abbreviation"] or ""
        name = written.removesuffix(f" ({abbreviation})")
        if len(name.split()) < 2 or not (abbreviation or names_a_body(name)):
            continue
        pieces = [piece for piece in _TWO.split(name) if names_a_body(piece)]
        for piece in pieces if len(pieces) > 1 else [name]:
            found.setdefault(piece.casefold(), BodyName(piece, abbreviation, written))
    return list(found.values())
