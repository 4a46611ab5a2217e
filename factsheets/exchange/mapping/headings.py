"""Which part of a factsheet a heading opens: the wordings of `headings.yaml`, whatever a heading calls the therapy."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from factsheets.language.lines import lines_of

#: A heading is never longer than this.
MAX_LENGTH = 120
WORDINGS_FILE = Path(__file__).parent.parent / "headings.yaml"
#: Text under headings of these names waits for a person; the second is known, so nobody is asked about the heading.
UNKNOWN, NO_PART = "", "no_part"

_NUMBER = re.compile(
    r"^\s*(?:(?:section|part)\s+\d{1,2}\b[.:)]?|q(?:uestion)?\s?\d{0,2}(?:\.\d{1,2})?\s*[.:)]|q\d{1,2}\b"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}[.):]?(?=\s)|\d{1,2}\s?[.):](?!\d)|[ivxIVX]{1,5}(?:\.\d{1,2}){1,2}[.)]?(?=\s)|[ivxIVX]{1,5}\s?[.)](?=\s)|\(?[A-Za-z\d]{1,2}\)(?=\s)"
    r"|[A-Z]\.(?=\s))\s*",
    re.IGNORECASE,
)
#: “What won't it help?” and “What will it not help?” are one.
_TURNED = re.compile(r"\b(will|does|do|did|should|can|is|are|would|could) (not) (it|this|they|i|you)\b")
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "&": " and "})
_GENERIC = (
    "therapy|therapies|treatment|treatments|procedure|procedures|technique|techniques|method|approach|exercise|exercises"
    "|session|sessions|class|classes|injection|injections|machine|machines|device|devices|operation|lesson|lessons"
    "|course|programme|massage|needling|practice"
)
_DETERMINERS = "this |the |a |an |my |your |our |these |having |using |doing |any |such "
IT = rf"(?:(?:{_DETERMINERS})?(?:it |they |them |ones? |(?:it )?(?:(?:{_GENERIC}) )+)|this |these |you )"
_NAME = re.compile(r"(?:the |an? )?it ")
_PROBLEMS = (
    r"(?:(?:what|which|the|those|some) )?(?:(?:other )?(?:kinds?|types?|sorts?|forms?) of )?"
    r"(?:(?:back|spinal|medical|health|common|other|main) )*"
    r"(?:conditions?|problems?|complaints?|symptoms?|disorders?|pains?|aches?|troubles?) "
)
_CAN = r"(?:may|might|can|could|will|would|should|do|does|(?:is|are) (?:most |more )?likely to|(?:is|are) (?:thought|said|believed) to) "
_PLACEHOLDERS = {
    "{it}": IT,
    "{any}": r"(?:(?!know )[^ ]+ ){1,4}",
    "{name}": _NAME.pattern,
    "{problems}": _PROBLEMS,
    "{can}": _CAN,
}
#: Words of a title that stand for no therapy by themselves.
_COMMON = frozenset(
    [
        "back",
        "pain",
        "for",
        "your",
        "with",
        "from",
        "and",
        "the",
        "therapy",
        "treatment",
        "exercise",
        "exercises",
        "class",
        "classes",
        "session",
        "sessions",
        "lesson",
        "lessons",
        "injection",
        "injections",
        "machine",
        "low",
        "lower",
        "neck",
        "spinal",
        "medical",
        "manual",
        "management",
        "relief",
        "care",
        "help",
        "what",
        "with",
        "information",
        "about",
        "work",
        "works",
        "used",
        "safe",
        "factsheet",
        "leaflet",
        "example",
        "general",
        "light",
        "therapeutic",
    ]
)
_MAX_CUED_WORDS = 10
_MAX_WORDS_BEFORE = 6  # “Yoga and back pain: what do we know?”
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|least|less|unlikely|without|avoid\w{0,3}|unsuitable|contraindicat\w{0,5})\b"
)
_CAUTIONED = re.compile(
    r"\b(?:(?:should|must|can|may) not|cannot|not (?:be )?(?:have|use|used|given|suitable|safe|recommended)|avoid\w{0,3}|unsuitable"
    r"|contraindicat\w{0,5})\b"
)
_CUES = {
    "mechanism": re.compile(
        r"\b(?:how|why)\b.* (?:it|this) (?:.* )?(?:works?|helps?)\b|\b(?:mechanism|theory behind)\b"
    ),
    "procedure": re.compile(
        r"^what (?:happens|will happen|to expect)\b|\bexpect\b|^how (?:long|many|often)\b|\b(?:involved?|prepare|preparing|wear)\b"
    ),
    "evidence": re.compile(r"\b(?:evidence|research|proof|effective|effectiveness)\b"),
    "cautions": re.compile(
        r"\b(?:warnings?|precautions?|cautions?)\b|\bspecial care\b|\btell (?:us|your|the)\b.* if\b"
    ),
    "risks": re.compile(r"\b(?:side effects?|risks?|complications?|dangers?|adverse|unwanted effects?)\b"),
    "qualifications": re.compile(r"\b(?:qualifications?|qualified|regulated|accredited)\b"),
    "associations": re.compile(r"\b(?:associations?|organisations?|professional bod(?:y|ies))\b"),
    "related": re.compile(
        r"\b(?:(?:know|read|learn|find out) more|further (?:reading|information)|websites?)\b"
    ),
    "sources": re.compile(r"\b(?:references|bibliography)\b"),
    "no_part": re.compile(
        r"\b(?:benefits?|costs?|price|nhs|alternatives?|contact|appointments?|insurance)\b"
    ),
}
_SPELLINGS = {
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
    "can not": "cannot",
    "contra indication": "contraindication",
    "contra indications": "contraindications",
    "sideeffects": "side effects",
    "web site": "website",
    "web sites": "websites",
    "fact sheet": "factsheet",
    "fact sheets": "factsheets",
}


def plain_heading(text: str) -> str:
    """The words of a heading in lower case, without its number and marks, in one spelling."""
    unnumbered = _NUMBER.sub("", text, count=1)
    words = _WORD.findall(unnumbered.translate(_APOSTROPHES).casefold()) or _WORD.findall(text.casefold())
    plain = f" {' '.join(_SPELLINGS.get(word, word) for word in words)} "
    for pair, one in _SPELLINGS.items():
        if " " in pair:
            plain = plain.replace(f" {pair} ", f" {one} ")
    return _TURNED.sub(r"\1 \3 \2", plain).strip()


def heading_level(text: str) -> int:
    """How deep its number says that a heading lies: 1 for “3.”, 2 for “3.1”, 0 without such a number."""
    number = _NUMBER.match(text)
    digits = _LEVELS.search(number.group()) if number else None
    if number and digits and number.group()[:1] in "ivxIVX":
        return digits.group().count(".") + 2  # “III.1”
    if digits:
        return digits.group().count(".") + 1
    return 1 if number else 0


class Headings:
    """The headings of one document. `names` are what the therapy is called in it: its title, and its other names."""

    def __init__(self, *names: str) -> None:
        self._names = sorted({plain_heading(name) for name in names if name}, key=len, reverse=True)
        self._stems = {_stem(word) for name in self._names for word in name.split()} - {
            _stem(word) for word in _COMMON
        }

    def part(self, text: str) -> str | None:
        """The part that this heading opens; `NO_PART` for one that is known to open none, None for an unknown one."""
        if not text or len(text) > MAX_LENGTH:
            return None
        plain = plain_heading(text)
        for wording in dict.fromkeys((plain, self.with_it(plain))):
            if text.rstrip().endswith(".") and _NAME.fullmatch(f"{wording} "):
                return None  # a sentence of one or two words, such as “A bracelet.”
            for part, patterns in _wordings().items():
                if patterns.fullmatch(f"{wording} "):
                    return part
        name, _, rest = text.partition(": ")
        is_about_it = rest and self.with_it(plain_heading(name)).split()[:1] == ["it"]
        return self.part(rest) if is_about_it and len(name.split()) <= _MAX_WORDS_BEFORE else None

    def is_name(self, text: str) -> bool:
        """Whether a heading is the name of the therapy and no more."""
        return bool(_NAME.fullmatch(f"{self.with_it(plain_heading(text))} "))

    def opens(self, part: str, plain: str) -> bool:
        """Whether a wording of this part fits a heading in plain words."""
        return bool(_wordings()[part].fullmatch(f"{plain} "))

    def part_by_cues(self, text: str) -> str | None:
        """The part that single words of an unknown heading speak for, when they speak for one alone; else None.

        It is never one of those that say what is helped or who may have a therapy: a heading that denies something
        can only be a caution, which is kept as text.
        """
        plain = f"{self.with_it(plain_heading(text))} "
        if not 0 < len(plain.split()) <= _MAX_CUED_WORDS or len(text) > MAX_LENGTH:
            return None
        if _DENIED.search(plain):
            return "cautions" if _CAUTIONED.search(plain) else None
        found = [part for part, cue in _CUES.items() if cue.search(plain)]
        return found[0] if len(found) == 1 else None

    def with_it(self, plain: str) -> str:
        """The words with “it” in the place of the therapy's own name."""
        padded = f" {plain} "
        for name in self._names:
            for form in (name, f"{name}s", name.removesuffix("s")):
                padded = padded.replace(f" {form} ", " it ")
        words = ["it" if _stem(word) in self._stems else word for word in padded.split()]
        once = [
            word for number, word in enumerate(words) if word != "it" or words[number - 1 : number] != ["it"]
        ]
        return " ".join(once)


def _stem(word: str) -> str:
    """A word without the endings that a heading gives it: “magnets”, “stretching”, “osteopathic”."""
    if len(word) < 4:
        return f"={word}"
    return re.sub(r"(?:ies|y|es|s|ing|ic|ist|ists|ive)$", "", word)[:12]


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    return {
        part: re.compile("|".join(_as_pattern(wording) for wording in wordings))
        for part, wordings in wordings_by_part().items()
    }


@cache
def wordings_by_part() -> dict[str, tuple[str, ...]]:
    """What the data file says: each part with its wordings."""
    loaded: dict[str, str] = yaml.safe_load(WORDINGS_FILE.read_text(encoding="utf-8"))
    return {part: tuple(lines_of(wordings)) for part, wordings in loaded.items()}


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
