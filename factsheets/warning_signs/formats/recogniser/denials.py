"""What somebody says that they do not have: “no numbness” is no sign of numbness."""

from __future__ import annotations

import re

_ORGAN = "(?:bladder|bowels?|toilet|leg|sexual|breathing|walking|waterworks)"
_DONE = rf"(?:{_ORGAN}|peeing|weeing|pooing|going to the (?:toilet|loo))"
#: “No trouble peeing but I can't feel it” denies nothing.
_AND_THAT_IS_ALL = r"(?!.*\b(?:cant|cannot|couldnt|unable|but|just|feel|feels|feeling|no|not|wont|only|slow|weak|strange|different|now)\b)"
_TROUBLE = (
    "(?:numb|numbness|tingling|pins and needles|weak|weakness|incontinent|incontinence|leaking|leakage|"
    "fever|feverish|temperature|chills|night sweats|weight loss|unexplained weight loss|lumps?|swelling|"
    "foot drop|paralysed|paralysis|saddle (?:numbness|anaesthesia|anesthesia)|chest pains?|"
    "cauda equina(?: symptoms| signs)?|(?:history of |sign of )?cancer|fractures?|accidents?|falls?|trauma|injury|"
    "red flags?(?: symptoms| signs)?|warning signs?|suicidal(?: thoughts| feelings| ideation)?|"
    "(?:thoughts of )?suicide|thoughts of self harm|self harm|overdose|emergency|"
    rf"(?:other )?{_ORGAN}(?: (?:or|and) {_ORGAN})? (?:problems?|issues?|troubles?|symptoms?|changes?|weakness)|"
    rf"(?:problems?|issues?|troubles?|difficulty|difficulties)(?: with| in)?(?: my| the)? {_DONE}(?: (?:or|and)(?: my| the)? {_DONE})?{_AND_THAT_IS_ALL})"
)
_NO = (
    "(?:no|nor|without|never|not|isnt|arent|wasnt|"
    "(?:dont|doesnt|didnt) have|havent (?:got|had)|hasnt (?:got|had)|not got|never had)"
)
_DENIED = re.compile(
    rf"\b(?<!not )(?<!nt )(?<!only ){_NO}(?: any| a| the| been| felt| feeling| signs? of| history of)?"
    rf"(?: pains? (?:or|nor|and no))? {_TROUBLE}(?: (?:or|nor) (?:any )?{_TROUBLE})*\b"
)
#: “Never numb before” and “not numb yet, but” deny nothing.
_ON_TERMS = re.compile(
    r"\b(?:before|until|untill|till|til|yet|except|apart|other than|like this|this bad|so bad|if|whether)\b"
)
#: It is no word of a sign, and keeps those before and behind it apart.
_FILLER = "otherwise"


def without_denials(words: str) -> str:
    """Words as `words_of` writes them, with others in the place of what is denied without “but” and “before”."""
    if _ON_TERMS.search(words):
        return words
    return _DENIED.sub(lambda found: " ".join([_FILLER] * len(found[0].split())), words)
