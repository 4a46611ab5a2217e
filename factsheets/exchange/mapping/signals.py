"""Small signs that several parts of the mapping look for in a line. Each pattern is linear in what it reads."""

from __future__ import annotations

import re

#: So much of a line is looked at: a sign stands at its beginning or nowhere.
_LOOKED_AT = 400

_CONTACT = re.compile(
    r"\b(?:tel(?:ephone)?|phone|fax|e-?mail|web ?site|web|mobile|minicom|textphone|freephone)\b\s*[.:]"
    r"|\bwww\.|https?://|[\w.+-]{1,64}@[\w-]{1,60}\.\w|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
    r"|(?:\+44|\b0)[\d ()-]{8,16}\d",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^(?:\d{1,4}[a-z]?,? [A-Z]|po box\b|suite\b|unit\b|flat\b|floor\b)"
    r"|\b(?:street|road|lane|avenue|house|court|square|place|close|drive|dairy|terrace|way|mill|building|centre)\b,?",
    re.IGNORECASE,
)
_WARNING_LEAD = re.compile(
    r"^\W{0,3}(?:n\.?b\.?|(?:please )?note|warnings?|important|caution|remember|attention|danger|beware|but|however"
    r"|except(?:ions?)?|unless)\b",
    re.IGNORECASE,
)
_WARNING = re.compile(
    r"\b(?:(?:do not|don't|don\u2019t)(?! (?:(?:always|normally|usually|often|all|even|fully) )?(?:learn|need|have to|know|think|want|mind|worry"
    r"|agree|matter|differ|cost|remember|understand|realise|promise|claim|notice(?! (?:any |the |it )?(?:heat|cold|hot|warm|burn|pain|touch)))\b)"
    r"|(?:should not|shouldn't|shouldn\u2019t)(?! (?:hurt|last|cost|be painful|take long)\b)|must not|mustn't|mustn\u2019t|cannot(?! (?:promise|guarantee|explain|remember|afford)\b)|never"
    r"|avoid(?:ed|s)?|unsuitable|dangerous|not (?:be )?(?:recommended|suitable|advised|safe|given|used|treated)|unless"
    r"|contra-?indicat\w{0,8}|allerg\w{0,6}|pregnan\w{0,4}|pacemakers?|epilep\w{0,4}|ask (?:your|a) (?:gp|doctor)"
    r"|ask before(?! (?:you (?:pay|buy|book)|paying|buying|booking)\b)|check with|speak to your|consult your|tell (?:us(?! (?:what|if|whether) you (?:think|thought|like|liked|enjoyed)\b)|your|the(?! (?:pals|patient advice|complaints|editor|office|charity|website|webmaster)\b))|take care|with caution|at risk|stop (?:at once|immediately|if you|and (?:call|seek|see|get|ask|tell)))\b",
    re.IGNORECASE,
)

#: What is shouted before a heading that says who must not have a therapy: “STOP!”, “WARNING:”, “Important –”.
_WARNING_WORD = re.compile(
    r"^\W{0,3}(?:n\.?\s?b\.?|(?:please )?(?:note|read(?: this)?(?: first)?)|(?:safety |special )?warnings?|(?:very )?important(?: (?:note|notice|safety information))?"
    r"|cautions?|remember|attention|danger|beware|stop|safety(?: (?:note|notice|first))?|take care|\W{1,3})\s?[!:.\u2013\u2014-]{1,3}\s{1,3}(?=\w)",
    re.IGNORECASE,
)

_PRICE = re.compile(
    r"(?:from |about )?(?:£ ?\d{1,4}(?:\.\d\d)?|\d{1,3}p|free)(?: [\w ]{1,20})?\.?", re.IGNORECASE
)


def is_price(text: str) -> bool:
    """Whether a few words are a price and no more."""
    return bool(_PRICE.fullmatch(text.strip()[:60]))


def has_contact(text: str) -> bool:
    """Whether a text has a phone number, a postcode, or an address of the web or of e-mail."""
    return bool(_CONTACT.search(text[:_LOOKED_AT]))


def looks_like_address(text: str) -> bool:
    """Whether a line may be part of a postal address."""
    return bool(_ADDRESS.search(text[:_LOOKED_AT]))


def is_warning_lead(text: str) -> bool:
    """Whether it begins as a warning does, such as “NOTE:” or “Important”: it belongs to what it warns of."""
    return bool(_WARNING_LEAD.match(text[:_LOOKED_AT]))


_SHOUT = re.compile(
    r"^\W{0,3}(?:warnings?|important|caution|attention|danger|beware|stop|take care|safety)\b", re.IGNORECASE
)


def is_shout(text: str) -> bool:
    """Whether a line begins with a word that is shouted, such as “Danger!”: it says more than “but” or “note”."""
    return bool(_SHOUT.match(text[:_LOOKED_AT]))


def after_warning_word(text: str) -> str:
    """What stands behind a word of warning that is shouted before it, as in “STOP! Do not use it if”; “” for no such word."""
    found = _WARNING_WORD.match(text[:_LOOKED_AT])
    return text[found.end() :] if found else ""


_URGENT = re.compile(
    r"\b(?:ring|call|dial|phone|telephone|go to|go straight to|attend|seek|get (?:medical |urgent )?(?:help|advice|attention|seen)|contact|visit|see|need)\b[^.!?\n]{0,40}"
    r"(?<![\d£])(?:\b(?:999|112|111|a ?(?:&|and) ?e|casualty|ambulance|emergency|urgent(?:ly)?|at once|immediately|straight ?away|right away)\b)",
    re.IGNORECASE,
)


def is_urgent(text: str) -> bool:
    """Whether a sentence sends somebody for help at once: “Ring 999 if your legs go numb”."""
    return bool(_URGENT.search(text[:_LOOKED_AT]))


def warns(text: str) -> bool:
    """Whether a text tells somebody to leave it, to ask first, or to take care."""
    return bool(_WARNING.search(text))


_STRONG_WARNING = re.compile(
    r"\b(?:do not|don't|should not|must not|cannot|never) (?:have|use|be given|be used|be treated|try|wear|receive)\b"
    r"|\bnot (?:be )?(?:recommended|suitable|advised|safe)\b|\bnot to be (?:given|used|tried|worn|done|taken)\b|\bunsuitable\b|\bcontra-?indicat\w{0,8}"
    r"|\b(?:pregnan\w{0,4}|pacemakers?|epilep\w{0,4})\b",
    re.IGNORECASE,
)


_FORBIDS = re.compile(
    r"\b(?:do not|don['\u2019]t|should(?: not|n['\u2019]t)|must(?: not|n['\u2019]t)|cannot|can['\u2019]t|never) (?:have|use|try|wear|take|do) \w+(?: \w+){0,4} (?:with|if|when|while|in)\b",
    re.IGNORECASE,
)


def forbids(text: str) -> bool:
    """Whether a line says with whom, or when, something must not be had, whether it ends as a sentence does or not."""
    return bool(_FORBIDS.search(text[:_LOOKED_AT]))


def is_strong_warning(text: str) -> bool:
    """Whether a sentence says that somebody must not have a therapy, wherever it stands."""
    return bool(_STRONG_WARNING.search(text))


_BODY = re.compile(
    r"\b(?:association|society|college|guild|council|register|institute|federation|union|trust|board|foundation|charity"
    r"|academy|network|organisation|alliance|school|body|centre|group|faculty|forum|confederation|partnership|helpline|league|commission)\b",
    re.IGNORECASE,
)


def names_a_body(text: str) -> bool:
    """Whether a text has a word that professional bodies have in their names."""
    return bool(_BODY.search(text[:200]))
