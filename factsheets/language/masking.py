"""Takes out of a reader's words what could tell who somebody is, before the words are stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import phonenumbers
from stdnum.gb import nhs

EMAIL_REMOVED = "[email address removed]"
NHS_REMOVED = "[NHS number removed]"
PHONE_REMOVED = "[phone number removed]"
POSTCODE_REMOVED = "[postcode removed]"

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[\w-]+\.)+[\w-]*\w")
#: Ten digits in a row, single spaces, dots or hyphens between them, and no further digit beside them.
_TEN_DIGITS = re.compile(r"(?<![\d+])(?<!\d[ .-])\d(?:[ .-]?\d){9}(?![ .-]?\d)")
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GIR GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN "
    "NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB "
    "W WA WC WD WF WN WR WS WV YO ZE"
)
#: A whole UK postcode: area, district, sector and unit. Letters that no unit has (C I K M O V) are left out.
_POSTCODE = re.compile(
    rf"\b(?:{'|'.join(_AREAS.split())})\d[0-9A-Z]?[ \t-]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}\b", re.IGNORECASE
)


def masked(text: str) -> str:
    """`text` without e-mail addresses, NHS numbers, telephone numbers and UK postcodes: a note stands in their place.

    Invisible characters go and compatibility forms (such as full-width digits) become plain ones first, so that nothing
    slips past by them. Line breaks stay, as line feeds.
    """
    text = _plain(text)
    text = _EMAIL.sub(EMAIL_REMOVED, text)
    text = _TEN_DIGITS.sub(lambda found: NHS_REMOVED if nhs.is_valid(found[0]) else found[0], text)
    text = _without_phone_numbers(text)
    return _POSTCODE.sub(POSTCODE_REMOVED, text)


def _plain(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(
        character
        for character in lines
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
    digits = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character for character in visible
    )
    return unicodedata.normalize("NFKC", digits)


def _without_phone_numbers(text: str) -> str:
    parts, end = [], 0
    for match in _phone_numbers(text):
        parts += [text[end : match.start], PHONE_REMOVED]
        end = match.end
    return "".join([*parts, text[end:]])


def _phone_numbers(text: str) -> Iterator[phonenumbers.PhoneNumberMatch]:
    """Numbers as long as a whole UK or international one. Shorter ones are years, doses and scores of pain."""
    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        if (
            phonenumbers.is_possible_number_with_reason(match.number)
            == phonenumbers.ValidationResult.IS_POSSIBLE
        ):
            yield match
