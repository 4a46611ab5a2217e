"""Other wordings of one heading: what may stand before, behind and within it without a change of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: One spelling of each word, whatever its apostrophe leaves out.
SPELLINGS = {
    "what's": "what is",
    "it's": "it is",
    "who's": "who is",
    "how's": "how is",
    "where's": "where is",
    "shouldn't": "should not",
    "mustn't": "must not",
    "can't": "cannot",
    "don't": "do not",
    "doesn't": "does not",
    "won't": "will not",
    "isn't": "is not",
    "aren't": "are not",
    "wasn't": "was not",
    "couldn't": "could not",
    "wouldn't": "would not",
    "hasn't": "has not",
    "haven't": "have not",
    "needn't": "need not",
    "oughtn't": "ought not",
    "there's": "there is",
    "they're": "they are",
    "you're": "you are",
    "i'm": "i am",
    "you've": "you have",
    "i've": "i have",
    "you'll": "you will",
    "i'll": "i will",
    "we'll": "we will",
    "it'll": "it will",
    "down side": "downside",
    "down sides": "downsides",
    "can not": "cannot",
    "contra indication": "contraindication",
    "contra indications": "contraindications",
    "sideeffects": "side effects",
    "web site": "website",
    "web sites": "websites",
    "fact sheet": "factsheet",
    "fact sheets": "factsheets",
}
_BEFORE = re.compile(
    r"(?:so|and|but|well|now|then|ok|okay|right|first|finally|lastly) (?=(?:who|whom|what|which|how|why|when|where|is|are|do|does|can|could|will)\b)"
)
_BEHIND = re.compile(
    r" (?:exactly|then|though|anyway|really|actually|in fact|please|today|now|overall|in general|generally)$"
)
_WITHIN = re.compile(r" (?:possibly|perhaps|usually|normally|typically|generally|actually|ever)(?= )")
#: “How does it help my back?”, “Is it any good for people with back pain?”: the back goes without saying.
_BACK = (
    "back",
    "backs",
    "spine",
    "spines",
    "backache",
    "back pain",
    "back problem",
    "back problems",
    "back trouble",
    "back condition",
)
_OF_THE_BACK = frozenset(
    [
        "my",
        "your",
        "our",
        "the",
        "a",
        "an",
        "most",
        "all",
        "bad",
        "poorly",
        "painful",
        "low",
        "lower",
        "sore",
        "aching",
        "stiff",
    ]
)
_WHO_HAVE_IT = (
    "people with",
    "people who have",
    "those with",
    "those who have",
    "anyone with",
    "somebody with",
    "someone with",
)
_BEFORE_IT = ("for", "with", "in", "on", "to", "of")
_IT = frozenset(("it", "they", "them", "this", "these"))
_PEOPLE = re.compile(r"\b(?:patients|clients|persons|individuals|adults|sufferers|folks?)\b")


def variants_of(plain: str) -> Iterator[str]:
    """The words of a heading without what they can do without, one after the other; `plain` has “it” for the therapy."""
    once = _PEOPLE.sub("people", _BEHIND.sub("", _BEFORE.sub("", plain, count=1)))
    if once != plain:
        yield once
    without_back = _without_back(once)
    if without_back != once and _IT & {*without_back.split()} and " " in without_back:
        yield without_back
    if (plainly := _WITHIN.sub("", once)) != once:
        yield plainly


def _without_back(plain: str) -> str:
    """The words without the back that they end with, and what leads over to it."""
    ending = max((one for one in _BACK if plain.endswith(f" {one}")), key=len, default="")
    if not ending:
        return plain
    words = plain.removesuffix(f" {ending}").split()
    while words and words[-1] in _OF_THE_BACK:
        words.pop()
    rest = " ".join(words)
    for choices in (_WHO_HAVE_IT, _BEFORE_IT):
        last = next((one for one in choices if rest.endswith(f" {one}")), "")
        rest = rest.removesuffix(f" {last}") if last else rest
    return rest
