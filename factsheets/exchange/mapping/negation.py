"""What a sentence leaves out, denies or doubts: nothing of that is ever read as something that helps, or as safety."""

from __future__ import annotations

import re
from collections.abc import Set
from unicodedata import digit

from .headings import Headings, plain_heading
from .signals import warns
from .wordings import IT

#: One of these in a sentence or an item, and nothing of it is read as a plain list.
_NEGATIVE = re.compile(
    r"\b(?:not|no|non|none|never|nor|neither|nothing|nobody|nowhere|nil|zero|without|except(?:ing|ions?|ed)?|apart|other than"
    r"|aside|unlike|bar|barring|exclud(?:e|es|ed|ing)|exclusions?|save for|minus|free (?:from|of)|rarely|seldom|hardly"
    r"|scarcely|barely|little|less|least|fails?|failed|unless|until|but|however|although|though|rather than"
    r"|instead of|absen(?:ce|t)|lack(?:s|ing)?|ruled?|rul(?:es|ing)|avoid(?:s|ed|ing)?|harm(?:s|ful|ed)?"
    r"|unlikely|cannot|despite|beyond|outside|unsuitable|stop|beware|caution|danger(?:ous)?|doubtful"
    r"|contra-?indicat\w{0,8}|useless|ineffective|pointless|unhelpful|unable|(?:poor|limited) (?:benefit|help|effect|use|value|response|results?)|contrast|opposed|omit\w{0,5}"
    r"|exempt\w{0,3}|forbidden|prohibited|inappropriate|inadvisable|unwise|wrong|refus\w{1,3}|reject\w{0,3}|resist\w{0,4}|unproven|disproved|inconclusive|disappoint\w{0,4}|spar(?:e|es|ing)|only|once|if|when|unknown|unclear|uncertain|confirmed|tbc|tba)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_WORSE = re.compile(r"\bwors(?:e|en|ens|ened|t)\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:possibl[ey]|perhaps|maybe|may|might|could|probabl[ey]|some|someone|said|thought|claims?|claimed|suspected|questionable)\b|\?",
    re.IGNORECASE,
)
#: “Non-specific low back pain”, “low back pain without leg pain” and “pain without a clear cause” are names, and deny nothing.
_NAMES_WITH_NON = re.compile(
    r"\bnon-(?=[a-z])|\bnon(?=specific)|(?<=\bpain )without (?=(?:(?:leg|arm|nerve) (?:pain|symptoms|signs)|(?:an? |any )?(?:clear|known|obvious|specific|definite) cause)[.;]?$)",
    re.IGNORECASE,
)

_KNOWN = r"(?:currently |at present |generally )?"
_THINGS = r"(?:back )?(?:conditions|condition|problems|problem) "
_SUBJECT = rf"(?:(?:to|for|with|of) (?:{IT}|using {IT}|having {IT}))?"
_NONE = re.compile(
    r"(?:"
    rf"none |none known |none (?:is|are) known |there (?:are|is) none (?:known )?"
    rf"|(?:there (?:are|is) )?no (?:known )?contraindications? (?:known |(?:is|are) known )?{_SUBJECT}"
    rf"|{IT}(?:has|have) no (?:known )?contraindications? (?:known )?"
    rf"|(?:there (?:are|is) )?no (?:known )?{_THINGS}(?:that|which) (?:must|should|need to|have to) be avoided (?:with {IT})?"
    rf"|(?:there (?:are|is) )?no (?:known )?{_THINGS}(?:that|which) (?:must|should) not be treated (?:with {IT})?"
    rf"|(?:there (?:are|is) )?no (?:known )?{_THINGS}for which {IT}(?:must|should) (?:be avoided|not be used) "
    r")"
)
MAX_LENGTH = 400
#: The shortest of the sentences that say that there are none.
NONE = "None."
_ASKS_WHETHER = re.compile(
    r"(?:is|are) there (?:any |an? )?(?:anyone|anybody|someone|somebody|people|person|contraindications?|reasons?|conditions?)\b"
)
_PLAIN_NO = re.compile(r"no(?: (?:none|nobody|no one|there (?:is|are) (?:none|nobody|no one|not)))?")
_LEADS_ON = re.compile(r"[*\u2020\u2021\u00a7]")  # to an exception, it may be
_REFERENCE = re.compile(
    r"(?<=[a-z.])\s?(?:[\[(]\d{1,2}(?:\s?[,\u2013-]\s?\d{1,2}){0,5}[\])]|\d{1,2}(?:[,\u2013-]\d{1,2}){0,5}|[\u00b9\u00b2\u00b3\u2074-\u2079]{1,3})[.]?$"
)
#: The one thing that may follow: it is given after somebody has looked, which holds for everybody.
_AFTER_ASSESSMENT = re.compile(
    rf"but {IT}(?:should|must) only be (?:used|given|done) after (?:an? )?(?:[a-z]+ ){{0,4}}"
    r"(?:assessment|diagnosis|examination) (?:so that (?:[a-z]+ ){1,20})?"
)


def denies(text: str) -> bool:
    """Whether a text leaves anything out, or says that anything is not so."""
    return bool(_NEGATIVE.search(_NAMES_WITH_NON.sub("", text)))


def makes_worse(text: str) -> bool:
    """Whether a text says that something gets worse: of a condition a warning, of a pain only when it comes."""
    return bool(_WORSE.search(text))


def doubts(text: str) -> bool:
    """Whether a text says that something may be so, or asks."""
    return bool(_HEDGED.search(text))


def without_reference(text: str, references: Set[int]) -> str:
    """A sentence without the number of a reference at its end, as in “None known.[3]”: it takes nothing back.

    A number that is none of the references leads to something else, and stays.
    """
    found = _REFERENCE.search(text.rstrip()) if len(text) <= MAX_LENGTH else None
    numbers = re.findall(r"\d+|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+", found.group()) if found else []
    are_references = all(int("".join(str(digit(one)) for one in number)) in references for number in numbers)
    return text.rstrip()[: found.start()] if found and are_references else text


def says_there_are_none(text: str, headings: Headings) -> bool:
    """Whether a text says that there are no contraindications to the therapy as a whole, and says nothing else.

    Only sentences that are known word for word count. Any exception, condition, group of people or further
    sentence is more than that, and so is a sentence about what was studied, listed or reported.
    """
    if len(text) > MAX_LENGTH or not text.strip() or _LEADS_ON.search(text):
        return False
    plain = headings.with_it(plain_heading(text)) + " "
    none = _NONE.match(plain)
    if none is None:
        return False
    if _NONE.fullmatch(plain):
        return True
    return any(
        _AFTER_ASSESSMENT.fullmatch(plain, start) and not warns(plain[start:]) for start in _ends(plain)
    )


def answers_no(heading: str, text: str) -> bool:
    """Whether a text is a plain “No” to a heading that asks whether there is anybody who should not have it."""
    if len(heading) > MAX_LENGTH or len(text) > MAX_LENGTH or _LEADS_ON.search(text):
        return False
    return bool(_ASKS_WHETHER.match(plain_heading(heading)) and _PLAIN_NO.fullmatch(plain_heading(text)))


def _ends(plain: str) -> list[int]:
    """Where a sentence that there are none may end and go on with “but”."""
    start = plain.find(" but ") + 1
    return [start] if start and _NONE.fullmatch(plain[:start]) else []
