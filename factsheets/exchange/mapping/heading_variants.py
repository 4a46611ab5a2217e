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
#: “How does it help my back?”, “Is it any good for people with back pain?”: the back goes without saying.
_BACK = re.compile(
    r"(?: (?:for|with|in|on|to|of))?(?: (?:people|those|anyone|somebody|someone|a person) (?:with|who have|who has))?"
    r"(?: (?:my|your|our|the|a|an|most|all|bad|poorly|painful|low|lower|sore|aching|stiff))*"
    r" (?:backs?|spines?|backache|back pain|back problems?|back trouble|back condition|back complaint|low back pain|lower back pain)$"
)
_OF_IT = re.compile(r"\b(?:it|they|them|this|these)\b.* |.* (?:it|they|them|this|these)$")
_PEOPLE = re.compile(r"\b(?:patients|clients|persons|individuals|adults|sufferers|folks?)\b")


def variants_of(plain: str) -> Iterator[str]:
    """The words of a heading without what they can do without, one after the other; `plain` has “it” for the therapy."""
    once = _PEOPLE.sub("people", _BEHIND.sub("", _BEFORE.sub("", plain, count=1)))
    if once != plain:
        yield once
    without_back = _BACK.sub("", once)
    if without_back != once and _OF_IT.search(without_back):
        yield without_back
