"""What can be the name of a condition: a few words that say nothing more, alone or in a list of such."""

from __future__ import annotations

import re

from .negation import denies, doubts, makes_worse
from .rows import as_name

#: Words that a plain list of noun phrases does not have.
_NOT_IN_A_LIST = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|may|might|can|could|should|will|would|must|that|which"
    r"|who|whose|where|because|it|its|they|them|there|this|these|those|you|your|we|us|our|he|she|such|including|include"
    r"|includes|helps?|helped|derived|caused|due|see|ask|tell|gets?|seems?|says?|people|anyone|anybody|everyone|patients?"
    r"|most|all|any|many|every|everything|anything|others?|following|various|kinds?|types?|sorts?|forms?|unlike"
    r"|conditions?|problems?|page|isbn|n/a|await\w{0,3}|follow|advice|pending|later|apply|benefits?|effects?|response|results?|few|several|numerous|generally|usually|tbc|tba|mixed|safe|safely|suitable|fine|ok|okay|allowed|permitted|tolerated|encouraged|welcome|cleared"
    r"|yes|refer|varies|vary|same|usual|standard|common sense|insufficient|inadequate|data|listed|reported|recorded|documented|studied"
    r"|manual|booklet|leaflet|overleaf|mrs?|miss|dr|depends?|depending|request)\b|[@\d]{2}|www\.|https?:|[?!£$%&]",
    re.IGNORECASE,
)
#: What goes on with a sentence, such as “take blood thinners” below “Do not have it if you”, is no name.
_GOES_ON = re.compile(
    r"^(?:also|plus|otherwise|in|as|by|with|from|to|for|at|on|of|under|over|during|against|within|since|between|after (?:an?|the|any)"
    r"|take|taking|use(?! of)|using|wear(?! and tear)|wearing|suffer|suffering|feel|feeling|need|needing|carry|carrying|know|think)\b",
    re.IGNORECASE,
)
#: What somebody does, or presses on a page of the web, is no name: “Book early”, “Bring a towel”, “Print”.
_DOES = re.compile(
    r"^(?:(?:book|bring|call|ring|phone|arrive|drink|eat|keep|please|try|visit|order|donate|join|subscribe|remember|check|read|click"
    r"|download|print|share|tweet|email|e-mail|save|search|ask|tell|contact(?! (?:dermatitis|allerg|eczema))|start|begin|move|stay|bend|breathe|listen|look|go|come|get|buy"
    r"|pay|speak|talk|write|return|let|make|give|put|do|always|learn|watch|log in|sign (?:in|up)|register|back to)\b"
    r"|(?:more|comments?|related|login|news|tags|home|menu|top|next)$)",
    re.IGNORECASE,
)
#: What somebody must do goes on behind a name: “broken skin and take it off at night”.
_AND_DOES = re.compile(
    r",? (?:and|then|so|or)(?: (?:please|always|then|also))? (?:take|see|ask|call|ring|phone|keep|wear|rest(?= \w)|tell|go|come|do|make|remove|wait|use"
    r"|drink|avoid|check|seek|get|let|put|talk|speak|consult|contact|leave|return|start|begin|try|read|remember|bring|lie|turn|apply|wash) (?:\w|$)",
    re.IGNORECASE,
)
#: “Heart problems” is a name; “problems” and “other problems” are none.
_NAMED_PROBLEM = re.compile(
    r"\b(?:heart|lung|breathing|chest|circulat(?:ion|ory)|balance|skin|kidney|liver|thyroid|bladder|bowel|stomach|digestive|eye|ear"
    r"|hearing|sight|vision|nerve|disc|joint|muscle|blood|bleeding|clotting|blood pressure|mental health|neck|shoulder|knee|hip|foot"
    r"|jaw|pelvic|bone|vein|sleep|inflammatory|neurological|respiratory|cardiac|vascular|rheumatic|degenerative|autoimmune|psychiatric"
    r"|postural|posture) (?:problems?|conditions?)\b",
    re.IGNORECASE,
)
#: “A colostomy or other stoma”, “Loss of balance in older people”
_PART_OF_NAME = re.compile(
    r" or other (?=[a-z]{3,30}$)| in (?:old|older|elderly|young|younger) (?:people|adults|men|women|children|patients)$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"(?:hot|cold|warm|red|sore|stiff|swollen|painful|tender|weak|tight|tired|tense|dull|sharp|acute|chronic|severe|mild|old|recent|new"
    r"|long-standing|long-term|persistent|recurrent|sudden|inflamed|aching|achy|numb|low|high|upper|lower|general|simple|non-specific)",
    re.IGNORECASE,
)
#: Whom somebody is sent to, how soon, and what asks for it: no word of a name.
_ADVICE = re.compile(
    r"\b(?:gps?|doctors?|nurses?|midwi(?:fe|ves)|consultants?|pharmacists?|chemists?|surgery for advice|casualty|ambulance|a ?(?:&|and) ?e|nhs|\d{3}"
    r"|urgent(?:ly)?|emergency|at once|immediately|straight ?away|right away|same day|first aid|(?:medical|professional) (?:advice|help|attention|opinion)"
    r"|please|must|should|ought|needs? (?:to|an?|checking|seeing|looking|treating|attention|advice|tests?)|means? (?:an?|you)|seek|dial|consult|beware|warning)\b",
    re.IGNORECASE,
)
#: What parts a name from what is said of it: “Pain at night: see below”, “numbness → hospital”.
_SAYS_MORE = re.compile(r"[:;!?=|\u2190-\u21ff>]|\.\s|\s(?:-{1,2}|[\u2013\u2014])\s")
_MAX_WORDS_OF_A_NAME = 8
_MAX_WORDS_ALONE = 5
_ASIDE = re.compile(
    r"^(?:and |or )?(?:in (?:extreme|some|many|rare|most|severe|certain)\b|especially|particularly|sometimes|usually)"
)
_AND_SO_ON = re.compile(r",?\s{0,3}(?:etc|and so on)\.?$", re.IGNORECASE)


def listed_names(sentence: str, *, is_alone: bool) -> list[str]:
    """The names in a sentence that is only a list of noun phrases; empty for any other sentence.

    One name without a comma is a list only where it stands alone in its section.
    """
    plain = _AND_SO_ON.sub("", sentence.strip()[:2000]).rstrip(".").strip()
    listed, told = _without_what_is_told(plain)
    if (
        not listed
        or re.search(r"[.:()?!/|]", plain)
        or _NOT_IN_A_LIST.search(_NAMED_PROBLEM.sub("", listed))
        or denies(plain)
        or doubts(plain)
        or makes_worse(listed)
    ):
        return []
    if not re.search(r"[,;]", plain):
        is_one = (
            is_alone and len(plain.split()) <= _MAX_WORDS_ALONE and not re.search(r"\b(?:and|or)\b", plain)
        )
        return [as_name(plain)] if is_one and is_plain_name(plain) else []
    phrases = phrases_of(listed.replace(";", ","))
    if any(map(_ADJECTIVE.fullmatch, phrases[:-1])):
        return []  # “hot, swollen joints” are one
    are_names = len(phrases) > 1 and all(len(phrase) <= 80 and is_plain_name(phrase) for phrase in phrases)
    if not are_names or (told and len(f"{phrases[-1]}{told}".split()) > _MOST_WORDS_TOLD):
        return []
    return [*map(as_name, phrases[:-1]), as_name(phrases[-1] + told)]


#: Signs that a name does not have: a mark that leads to a note, a verdict, or a colon before more.
_MARKED = re.compile(
    r"[*†‡§#=+<>✓✔✗✘✕×☐☑☒■□●○•▪◦·|:;\[\]\u2190-\u21ff]|(?<![^ ,])\d{1,2}$| x$|\([xyn?\u2013\u2212-]\)$| [\u2013\u2014-] (?-i:[A-Z][a-z])",
    re.IGNORECASE,
)


#: “Poor sleep because of pain”, “Pain made worse by worry”: what is tied is one name, where both halves are plain.
_TIED = re.compile(
    r"(?: (?:because of|due to|caused by|brought on by)"
    r"|(?<=pain|ache|ness|pasm|fort) (?:(?:that|which) is )?(?:made )?worse(?:ned)? (?:by|with|after|on)) ",
    re.IGNORECASE,
)
_MAX_LENGTH_TIED = 120


def comes_with_something(text: str) -> bool:
    """Whether a text says what makes a pain worse: that is what the pain is like."""
    found = _TIED.search(text) if len(text) <= _MAX_LENGTH_TIED else None
    return found is not None and makes_worse(found.group()) and is_plain_name(text)


#: “Pain that gets worse with stress”, “stiffness that comes and goes”: what is told is what a pain is like.
_TOLD = re.compile(
    r"(?<=pain|ache|ness|pasm|fort) (?:that|which) (?:is|are|gets?|becomes?|comes?|feels?|spreads?|eases?|starts?|goes|began) "
)
_MOST_WORDS_TOLD = 12
#: A cause, or a second thing that is said of it, is no more what a pain is like.
_NOT_TOLD = re.compile(
    r"\b(?:caused?|due|because|that|which|who|from|have|has|had|can|could|should|will|would|must|you|your|they|it)\b",
    re.IGNORECASE,
)


def tells_what_it_is_like(name: str) -> bool:
    """Whether a name is that of a pain, with what it is like behind it."""
    return bool(_TOLD.search(name[:_MAX_LENGTH_TIED])) or comes_with_something(name)


def _without_what_is_told(plain: str) -> tuple[str, str]:
    """A list, and what its last name says of a pain; two empty texts where that says anything that is not plain.

    It has to be the end of the list, and one thing: “the leg and foot” may be the next name.
    """
    found = _TOLD.search(plain)
    if found is None:
        return plain, ""
    told = plain[found.end() :]
    is_plain = not re.search(r"[,;]|\b(?:and(?! goes$)|or)\b", told) and not says_what_to_do(told)
    return (
        (plain[: found.start()], plain[found.start() :])
        if is_plain and not _NOT_TOLD.search(told)
        else ("", "")
    )


def is_plain_name(text: str) -> bool:
    """Whether a text can be the name of a condition: a few words, no sentence, no number, nothing left out."""
    halves = _TIED.split(text) if len(text) <= _MAX_LENGTH_TIED else [text]
    is_short = len(text.split()) <= _MAX_WORDS_OF_A_NAME
    return is_short and len(halves) < 3 and all(map(_is_plain, halves))


def _is_plain(text: str) -> bool:
    count = len(text.split())
    return (
        0 < count <= _MAX_WORDS_OF_A_NAME
        and not _MARKED.search(text)
        and text[0].isalpha()
        and not _NOT_IN_A_LIST.search(_NAMED_PROBLEM.sub("", _PART_OF_NAME.sub(" ", text)))
        and not _GOES_ON.match(text)
        and not _DOES.match(text)
        and not says_what_to_do(text)
        and not denies(text)
        and not doubts(text)
        and not makes_worse(text)
    )


def phrases_of(text: str) -> list[str]:
    """The phrases between the commas of a list, without what they only say by the way."""
    parts = [part.strip() for part in text.split(",")]
    last = parts.pop()
    parts.extend(
        re.split(r"(?<!wear)(?<!pins)\s(?:and|or)\s", last)
        if parts and not re.match(r"(?:and|or) ", last)
        else [last]
    )
    phrases = [re.sub(r"^(?:and|or)\b\s*", "", part) for part in parts if not _ASIDE.match(part)]
    phrases = [re.sub(r"^(?:of|in)\s+", "", phrase).strip() for phrase in phrases]
    return [phrase for phrase in phrases if phrase and len(phrase.split()) <= _MAX_WORDS_OF_A_NAME]


#: “Epilepsy that is not controlled”: a danger of its own, which the words behind it do not take back.
_UNSETTLED = re.compile(
    r" (?:that|which) (?:is|are|has|have)(?: not|n['\u2019]t)(?: yet)?(?: been)?(?: (?:fully|well|properly|yet)){0,2}"
    r" (?:controlled|treated|explained|healed|diagnosed|stable|settled|investigated|checked|under control|cleared up|knitted)(?: yet)?$"
    r"| (?:that|which) (?:has|have) (?:caused|led to|spread(?: to)?|come back|recurred|got worse)(?: [a-z]{3,15}){0,2}$"
    r"| (?:that|which) (?:cannot|can['\u2019]t) be (?:switched off|turned off|removed|taken (?:out|off)|controlled|treated|explained|stopped)$",
    re.IGNORECASE,
)
_MAX_LENGTH_UNSETTLED = 120


def is_unsettled(text: str) -> bool:
    """Whether a text names something that is not under control, such as “diabetes that is not treated”."""
    found = _UNSETTLED.search(text) if len(text) <= _MAX_LENGTH_UNSETTLED else None
    return found is not None and is_plain_name(text[: found.start()])


def says_what_to_do(text: str) -> bool:
    """Whether a text says what somebody must do: “broken skin and take it off at night” is no name, nor “fever: ring 111”."""
    return bool(_AND_DOES.search(text[:_MAX_LENGTH_TIED]) or _ADVICE.search(text))


def may_be_pattern(text: str) -> bool:
    """Whether a text that speaks of pain can be the name of a pain pattern: one phrase, which sends nobody anywhere.

    It may say more than the name of a condition, such as “there when you lie down”, but nothing behind a sign that parts it.
    """
    return not _SAYS_MORE.search(text) and not _DOES.match(text) and not says_what_to_do(text)


def before_what_to_do(text: str) -> str:
    """The plain name before what somebody must do, as in “broken skin and take it off at night”; “” for none."""
    found = _AND_DOES.search(text) if len(text) <= _MAX_LENGTH_TIED else None
    name = text[: found.start()].strip(" .,;") if found else ""
    return name if name and is_plain_name(name) else ""
