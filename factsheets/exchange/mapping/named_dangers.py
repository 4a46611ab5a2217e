"""Whom a sentence or an item warns in plain words: “People with epilepsy”, “Do not use it if you have a fever”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .condition_names import is_plain_name, is_unsettled, listed_names
from .negation import denies, doubts, makes_worse
from .prose import split_sentences
from .signals import forbids, is_strong_warning

#: No sentence is looked at that is longer.
MAX_LENGTH = 300
_MOST_NAMES = 8
_HAS = r"(?:has|have|had|suffers? from|suffering from|having|living with)(?: (?:got|had))?"
_PEOPLE = (
    r"(?:(?:some|all|any) )?(?:people|anyone|anybody|those|patients|persons|adults|somebody|someone|everybody with)"
    rf"(?: with| running(?= an? )| who {_HAS}| {_HAS}| who (?:is|are)(?= (?:allergic|pregnant|sensitive)\b))?"
)
#: Whatever somebody must not do to have it; “Do not stop it if you have a cold” forbids nothing.
_ANY = r"(?!(?:stop|worry|mind|panic|fear|give up|delay|hesitate|wait|forget|be|drive|work|eat|drink|smoke|leave|avoid|only|just)\b)[a-z]{2,12}"
_DO = r"(?:use|have|had|try|do|wear|take|be given|be treated|receive|join|attend|take part|enter|lie|go)"
_IT = r"(?: [\w'\u2019-]{1,30}){0,5}"
#: What stands before the names, and what may stand behind them.
_FRAMES = (
    rf"{_PEOPLE} (?P<people>[^.!?:]{{3,240}}?) (?:should|must) (?:not|never) {_DO}{_IT}",
    rf"{_PEOPLE} (?P<who>[^.!?:]{{3,240}}?) (?:should|must) avoid (?:it|this|them){_IT}",
    rf"(?:please )?(?:do not|don['\u2019]t|never|we (?:do not|cannot|will not|can't|won't)) {_ANY}{_IT} if you {_HAS} (?P<asked>[^.!?:]{{3,240}})",
    rf"if you {_HAS} (?P<inverted>[^.!?:]{{3,240}}?), (?:please )?(?:do not|don['\u2019]t|never|you (?:should|must) not|you cannot) {_ANY}{_IT}",
    rf"(?:it is |they are )?(?:not|unsuitable|not suitable|not recommended|not advised|not safe) (?:for|in|with)(?: {_PEOPLE})? (?P<unsuited>[^.!?:]{{3,240}})",
    rf"(?:if )?you {_HAS} (?P<yours>[^.!?:]{{3,240}})",
    rf"{_PEOPLE} (?P<only>[^.!?:]{{3,240}})",
)
_SAYS = tuple(re.compile(rf"{frame}[.;,]?", re.IGNORECASE) for frame in _FRAMES)
_NEITHER = re.compile(
    r"\b(?:who|whose|they|should|must|can|may|this|it|need\w{0,3}|ask\w{0,3})\b", re.IGNORECASE
)
_AGAIN = re.compile(rf"^{_PEOPLE} ", re.IGNORECASE)
#: “You have lost feeling”: something happened, which is no name.
_HAPPENED = re.compile(
    r"(?:lost|been|got|gone|taken|fallen|ever|just|recently|already|lately|started|stopped|noticed|fainted)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",\s?(?:and |or )?|;\s?|\s(?:and|or)\s")
_ASKS = re.compile(
    r"\W{0,3}(?:who|whom|when|why|what|which|how|is|are|can|should|does|do you)\b|[^?]{0,300}\?$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^an? ", re.IGNORECASE)


def warned_names(text: str) -> list[str]:
    """The conditions of a sentence that only says who must not have a therapy; none where any of it is unclear.

    They become rows of what must not be treated, and the sentence stays as it is.
    """
    plain = text.strip()
    if not 0 < len(plain) <= MAX_LENGTH:
        return []
    found = next((one for says in _SAYS if (one := says.fullmatch(plain))), None)
    written = found[found.lastgroup].strip() if found and found.lastgroup else ""
    if found is None and any(map(_AGAIN.match, _BETWEEN.split(plain)[1:])):
        written = plain.rstrip(".;")  # “Osteoporosis, people with a pacemaker”
    if is_unsettled(written):
        return [_without_article(written)]  # “Anyone with epilepsy that is not controlled”
    if (
        not written
        or _HAPPENED.match(written)
        or denies(written)
        or doubts(written)
        or makes_worse(written)
        or _NEITHER.search(written)
    ):
        return []
    names = listed_names(written, is_alone=True) or _one_or_more(written)
    return [_without_article(name) for name in names]


#: What goes on with “if you”: a state that has a name of its own, or what somebody has, takes or wears.
_STATES = {"pregnant": "Pregnancy", "breastfeeding": "Breastfeeding", "breast-feeding": "Breast-feeding"}
_STATE = "|".join(_STATES)
_YOU_ARE = re.compile(
    rf"(?:are|may be|might be|could be|think you (?:are|may be|might be))(?: or (?:may|might|could) be)? (?P<states>(?:{_STATE})(?: or (?:{_STATE}))?)",
    re.IGNORECASE,
)
_ALLERGIC = re.compile(r"are (?:allergic|sensitive) to (?P<to>[^.!?:]{3,80})", re.IGNORECASE)
_YOU_HAVE = re.compile(r"(?:(?:do|already|currently|also|still) )?(?:have|suffer from) ", re.IGNORECASE)
_YOU_TAKE = re.compile(
    r"(?:are |have been |were )?(?:(?:regularly|currently|now|already) )?(?:tak(?:e|ing|en)|on|wear(?:ing)?|us(?:e|ing)|carry(?:ing)?|fitted with|given)(?: (?:any|some|regular))? (?P<what>[^.!?:]{3,80})",
    re.IGNORECASE,
)
#: “You” before it, and what leads on to the next item behind it.
_AROUND = re.compile(r"^you |,? (?:or|and)$", re.IGNORECASE)
_EXAMPLES = re.compile(
    r",? (?:such as|like|for example|e\.g\.) [^()]{3,60}$| \([^()]{3,60}\)$", re.IGNORECASE
)
#: What is no danger by its name alone.
_ANY_MEDICINE = re.compile(
    r"(?:(?:other|any|some|prescribed|regular|new|your|daily) )?(?:medicines?|medications?|tablets|pills|drugs|treatments?|benefits|holiday|time|care|part|(?:an? )?(?:drink|rest|meal|bath|shower|break)|your .*)",
    re.IGNORECASE,
)


def names_of_you(text: str) -> list[str]:
    """The dangers in an item that goes on with “do not use it if you:”, such as “are pregnant” or “take blood thinners”."""
    plain = _AROUND.sub("", text[:MAX_LENGTH].strip(" .,;"))
    if found := _YOU_ARE.fullmatch(plain):
        return [_STATES[state.casefold()] for state in re.split(r" or ", found["states"])]
    if found := _ALLERGIC.fullmatch(plain):
        return [f"Allergy to {found['to']}"] if is_plain_name(found["to"]) else []
    if found := _YOU_TAKE.fullmatch(plain):
        what = _EXAMPLES.sub("", found["what"])
        is_name = is_plain_name(what) and not _ANY_MEDICINE.fullmatch(what)
        return [_without_article(what)] if is_name else []
    has = _YOU_HAVE.match(plain)
    what = plain[has.end() :] if has else ""
    return warned_names(f"you have {what}") if what and not _ANY_MEDICINE.fullmatch(what) else []


def _without_article(name: str) -> str:
    plain = _ARTICLE.sub("", name)
    return plain[:1].upper() + plain[1:]


def warnings_in(texts: Iterable[str]) -> list[str]:
    """The sentences among words that were set aside that say that somebody must not have a therapy; headings and links are none."""
    return [
        sentence
        for text in texts
        for line in text.split("\n")
        for sentence in split_sentences(line)
        if (sentence.endswith((".", "!")) and is_strong_warning(sentence))
        or (forbids(sentence) and not _ASKS.match(sentence))
    ]


def _one_or_more(written: str) -> list[str]:
    """One name, or those that “or” parts where no word of one belongs to the other, as in “poor feeling in hands or feet”."""
    first, *others = _BETWEEN.split(written)
    are_apart = (
        all(map(_ARTICLE.match, others))
        or any(map(_AGAIN.match, others))
        or all(len(one.split()) == 1 for one in (first, *others))
    )
    others = [_AGAIN.sub("", one) for one in others]
    are_names = len(others) < _MOST_NAMES and all(map(is_plain_name, (first, *others)))
    return [first, *others] if are_apart and are_names else []
