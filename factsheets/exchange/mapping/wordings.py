"""The wordings of headings in `headings.yaml`: how they are written there, as patterns over plain words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from factsheets.language.lines import lines_of

WORDINGS_FILE = Path(__file__).parent.parent / "headings.yaml"
_GENERIC = (
    "therapy|therapies|treatment|treatments|procedure|procedures|technique|techniques|method|approach|exercise|exercises"
    "|session|sessions|class|classes|injection|injections|machine|machines|device|devices|operation|lesson|lessons"
    "|course|programme|massage|needling|practice"
)
_DETERMINERS = "this |the |a |an |my |your |our |these |having |using |doing |any |such "
IT = rf"(?:(?:{_DETERMINERS})?(?:it |they |them |ones? |(?:it )?(?:(?:{_GENERIC}) )+)|this |these |you )"
NAME = re.compile(r"(?:the |an? )?it ")
_PROBLEMS = (
    r"(?:(?:what|which|the|those|some) )?(?:(?:other )?(?:kinds?|types?|sorts?|forms?) of )?"
    r"(?:(?:back|spinal|medical|health|common|other|main) )*"
    r"(?:conditions?|problems?|complaints?|symptoms?|disorders?|pains?|aches?|troubles?) "
)
_CAN = r"(?:may|might|can|could|will|would|should|do|does|(?:is|are) (?:most |more )?likely to|(?:is|are) (?:thought|said|believed) to) "
#: What follows “Who should not”, whatever it is called; what is no way to have a therapy, and what limits it, is left out.
_ACT = (
    r"(?!(?:worry|mind|fear|panic|pay|miss|know|expect|feel|need|hesitate|stop|forget|delay|refuse|reject|turn|exclude|send|charge"
    r"|object|ask|tell|report|get|afford|claim|drive|work|eat|drink|rely|lose|smoke|bring|leave|avoid|give up"
    r"|be (?:afraid|worried|put|alarmed|surprised|charged|refused|turned|excluded|told|concerned|left|sent|denied)) )"
    r"(?:(?!(?:without|unless|until|before|except|only|but|if|when|not|just|because|also) )[^ ]+ ){1,6}"
)
_PLACEHOLDERS = {
    "{it}": IT,
    "{any}": r"(?:(?!know )[^ ]+ ){1,4}",
    "{act}": _ACT,
    "{name}": NAME.pattern,
    "{problems}": _PROBLEMS,
    "{can}": _CAN,
}


@cache
def wordings() -> dict[str, re.Pattern[str]]:
    """One pattern for each part, over words that each end in a space."""
    return {part: re.compile("|".join(map(_as_pattern, lines))) for part, lines in wordings_by_part().items()}


@cache
def wordings_by_part() -> dict[str, tuple[str, ...]]:
    """What the data file says: each part with its wordings."""
    loaded: dict[str, str] = yaml.safe_load(WORDINGS_FILE.read_text(encoding="utf-8"))
    return {part: tuple(lines_of(lines)) for part, lines in loaded.items()}


def _as_pattern(wording: str) -> str:
    """The wording as a regular expression over words that each end in a space."""
    pattern, rest = "", wording.strip()
    while rest:
        if rest[0] in "([":
            inner, rest = _take_group(rest)
            choice = "|".join(_as_pattern(one) for one in _split_choice(inner[1:-1]))
            pattern += f"(?:{choice}){'?' if inner[0] == '(' else ''}"
        elif rest[0] == " ":
            rest = rest[1:]
        else:
            token = re.match(r"(?:\(s\)|[^\s(\[])+", rest)
            if token is None:
                raise ValueError(f"A bracket is closed that was not opened in the heading “{wording}”.")
            rest = rest[token.end() :]
            pattern += f"(?:{'|'.join(_one_word(word) for word in token.group().split('/'))})"
    return pattern


def _one_word(word: str) -> str:
    if word in _PLACEHOLDERS:
        return _PLACEHOLDERS[word]
    return re.escape(word.replace("(s)", "\0")).replace("\0", "s?") + " "


def _take_group(text: str) -> tuple[str, str]:
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if not depth:
            return text[: place + 1], text[place + 1 :]
    raise ValueError(f"A bracket is not closed in the heading “{text}”.")


def _split_choice(text: str) -> list[str]:
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter == "/" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
