"""Ways of saying a thing that take several words, put into the words that signs are made of."""

from __future__ import annotations

import re

#: What stands for other words wherever it stands, in a sign and in a question.
_MEANS = (
    (r"any more", "anymore"),
    (r"(?:hardly|barely|scarcely) ever", "seldom"),
    (r"no (?:lack|shortage) of", "plenty of"),
    # Not “1st” and “21st”.
    (r"(\d*[02-9]) ?sts?\b", r"\1 stone"),
    (r"(\d+) ?kgs?\b", r"\1 kilos"),
    (r"(\d+) ?lbs?\b", r"\1 pounds"),
    # One “dead leg” is a knock or has been sat on; two are no figure of speech.
    (r"dead ?(legs|feet)", r"\1 dead"),
)
_FUNCTION = "(?:feel|mov|walk|lift|pee|wee|poo|urinat|pass|empty|open|control|controll|hold|breath|speak|cop|wiggl)(?:e|ing)?"
_DOING = rf"(?:{_FUNCTION}|stand(?:ing)? on my|go(?:ing)? to the (?:toilet|loo)|(?:go(?:ing)?|carry(?:ing)?) on|keep(?:ing)? going)"
_SENSE = "(?:feelings?|sensations?|control|strength|power|movement|urge|grip|function|sense|awareness|will|desire|wish|want|reason|point|hope)"
_LESS = (
    "(?:reduced|diminished|decreased|lessened|lowered|impaired|limited|restricted|minimal|negligible|deficient|compromised|"
    "insufficient|inadequate|scarce|nil|dulled|fading|missing|little|less|poor|poorer|not enough)"
)
#: What is as good as “cannot” or “no”. The word is put in beside it, so that a sign with the idiom itself hears it too.
_AMOUNTS_TO = (
    (r"(?:only just|just about(?! to))", r"\g<0> hardly"),
    (
        r"(?:lost|lose|losing|loss of|lacks?|lack of|lacking|no|not|without|absence of)(?: the| all| any| my)* ability",
        r"\g<0> inability",
    ),
    (
        r"(?:(?:can|could|am) no longer|no longer (?:can|could|able|capable)|not capable|not manag(?:e|ing))",
        r"\g<0> cant",
    ),
    (r"(?:fail(?:s|ed|ing|ure)?|powerless)(?= to )", r"\g<0> cant"),
    (rf"(?:hard|harder|difficult|tough|tricky)(?= to {_DOING}\b)", r"\g<0> cant"),
    (
        rf"(?:difficulty|difficulties|trouble|problems?|issues|bother|hard time)(?= (?:with |in )?{_DOING}\b)",
        r"\g<0> cant",
    ),
    (rf"{_LESS}(?=(?: \w+)?(?: \w+)? {_SENSE}\b)", r"\g<0> no"),
    (
        rf"{_SENSE}(?: (?:in|of|over) (?:my |both |the )?\w+)? (?:is|are|was|has been|feels)(?: very| really| so)? (?={_LESS}\b)",
        r"\g<0>no ",
    ),
)


def _compiled(idioms: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"\b{said}"), meant) for said, meant in idioms]


_IN_ALL, _IN_QUESTIONS = _compiled(_MEANS), _compiled(_AMOUNTS_TO)


def without_idioms(words: str) -> str:
    """Words as `words_of` writes them, joined by spaces, with each idiom replaced."""
    for pattern, meant in _IN_ALL:
        words = pattern.sub(meant, words)
    return words


def outspoken(words: str) -> str:
    """The words of a question, and beside each idiom that amounts to “cannot” or “no” that word itself."""
    for pattern, meant in _IN_QUESTIONS:
        words = pattern.sub(meant, words)
    return words
