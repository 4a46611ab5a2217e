"""Which part of a factsheet a heading opens: the wordings of `headings.yaml`, whatever a heading calls the therapy."""

from __future__ import annotations

import re

from .heading_tails import is_text, parted_tail
from .heading_variants import SPELLINGS, variants_of
from .signals import after_warning_word
from .wordings import NAME, wordings

#: A heading is never longer than this.
MAX_LENGTH = 120
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
_OF_CONTENTS = frozenset(
    (
        "contents",
        "table of contents",
        "list of contents",
        "on this page",
        "in this leaflet",
        "in this factsheet",
        "in this booklet",
        "in this issue",
        "what is in this leaflet",
        "outline",
        "agenda",
    )
)
_GOES_ON = frozenset(("continued", "cont", "contd", "cont'd", "contin"))  # on the next page
_MAX_CUED_WORDS = 10
_MAX_WORDS_BEFORE = 6  # “Yoga and back pain: what do we know?”
#: “Not contraindicated” takes back what it denies, and “Suitable and unsuitable” says both.
_DENIED_AGAIN = re.compile(
    r"\b(?:not|no|no longer|never|cannot|nor|without|(?:need|do|does|is|are)n't|hardly|rarely) (?:[^ ]+ ){0,3}"
    r"(?:avoid\w{0,3}|unsuitable|contraindicat\w{0,5}|unsafe|excluded?|ruled|harm\w{0,4}|forbidden|prohibited)\b"
    r"|\bcontraindicat\w{0,5} (?:no|not)\b"
)
_BOTH = re.compile(
    r"\b(?:suit(?:s|able|ed)?|safe|good|helps?|treated|right|yes|do|can|may|should|must|indicat\w{2,5}) (?:(?:and|or|v|vs|versus) )+(?:[^ ]+ ){0,2}"
    r"(?:unsuitable|unsafe|not|no|bad|avoid|never|cannot|contraindicat\w{0,5})\b"
    r"|\b(?:unsuitable|unsafe|bad|never|cannot|avoid|contraindicat\w{0,5}|not) (?:(?:and|or|v|vs|versus) )+(?:[^ ]+ ){0,2}(?:suit(?:s|able|ed)?|safe|good|helps?|treat\w{0,2}|indicat\w{0,4})\b"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|cannot|least|less|unlikely|without|avoid\w{0,3}|unsuitable|contraindicat\w{0,5})\b"
)
_CAUTIONED = re.compile(
    r"\b(?:(?:should|must|can|may) not|cannot|not (?:be )?(?:have|use|used|given|suitable|safe|recommended)|avoid\w{0,3}|unsuitable"
    r"|contraindicat\w{0,5})\b"
)
_CUES = {
    "mechanism": re.compile(
        r"\b(?:how(?! (?:well|good|effective|much|safe)\b)|why)\b.* (?:it|this) (?:.* )?(?:works?|helps?)\b|\b(?:mechanism|theory behind)\b"
    ),
    "procedure": re.compile(
        r"^what (?:happens|will happen|to expect)\b|\bexpect\b|^how (?:long|many|often)\b|\b(?:involved?|prepare|preparing|wear)\b"
    ),
    "evidence": re.compile(
        r"\b(?:evidence|research|proof|effective|effectiveness|how well)\b|^what (?:do|does) (?:we|anyone|anybody) know\b"
    ),
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


def plain_heading(text: str) -> str:
    """The words of a heading in lower case, without its number and marks, in one spelling."""
    unnumbered = _NUMBER.sub("", text, count=1)
    words = _WORD.findall(unnumbered.translate(_APOSTROPHES).casefold()) or _WORD.findall(text.casefold())
    if len(words) > 1 and words[-1] in _GOES_ON:
        words.pop()
    plain = f" {' '.join(SPELLINGS.get(word, word) for word in words)} "
    for pair, one in SPELLINGS.items():
        if " " in pair:
            plain = plain.replace(f" {pair} ", f" {one} ")
    return _TURNED.sub(r"\1 \3 \2", plain).strip()


def says_both(heading: str) -> bool:
    """Whether a heading speaks of who may have a therapy and of who may not: “Suitable and unsuitable”."""
    return bool(_BOTH.search(f"{plain_heading(heading)} "))


def heading_level(text: str) -> int:
    """How deep its number says that a heading lies: 1 for “3.”, 2 for “3.1”, 0 without such a number."""
    number = _NUMBER.match(text)
    digits = _LEVELS.search(number.group()) if number else None
    if number and digits and number.group()[:1] in "ivxIVX":
        return digits.group().count(".") + 2  # “III.1”
    if digits:
        return digits.group().count(".") + 1
    return 1 if number else 0


def is_of_contents(heading: str) -> bool:
    """Whether what stands below is a list of the headings to come."""
    return plain_heading(heading) in _OF_CONTENTS


class Headings:
    """The headings of one document. `names` are what the therapy is called in it: its title, and its other names."""

    def __init__(self, *names: str) -> None:
        self._found: dict[str, str | None] = {}
        self._names = sorted({plain_heading(name) for name in names if name}, key=len, reverse=True)
        self._stems = stems_of(*self._names)

    def part(self, text: str) -> str | None:
        """The part that this heading opens; `NO_PART` for one that is known to open none, None for an unknown one."""
        if not text or len(text) > MAX_LENGTH:
            return None
        if text not in self._found:  # each line of a document is asked about several times
            self._found[text] = self._part(text)
        return self._found[text]

    def _part(self, text: str) -> str | None:
        plain = plain_heading(text)
        of_it = self.with_it(plain)
        for wording in dict.fromkeys((plain, of_it, *variants_of(of_it))):
            if text.rstrip().endswith(".") and NAME.fullmatch(f"{wording} "):
                return None  # a sentence of one or two words, such as “A bracelet.”
            for part, patterns in wordings().items():
                if patterns.fullmatch(f"{wording} "):
                    return part
        if (warned := self.part(after_warning_word(text))) in ("avoid", "cautions"):
            return warned  # “WARNING: who must not have it”
        if bare := parted_tail(text)[0]:
            return self.part(bare)  # “Contraindications (please tell us)”
        name, _, rest = text.partition(": ")
        is_about_it = rest and self.with_it(plain_heading(name)).split()[:1] == ["it"]
        return self.part(rest) if is_about_it and len(name.split()) <= _MAX_WORDS_BEFORE else None

    def parted(self, text: str) -> tuple[str, str]:
        """A known heading, and the words in brackets behind it that are text of their own; “” for none.

        Where a wording fits with the bracket in it, such as “How is it given (what happens)”, all of it is the heading.
        """
        bare, tail = parted_tail(text)
        is_whole = any(self.opens(part, self.with_it(plain_heading(text))) for part in wordings())
        return (bare, tail) if bare and not is_whole and is_text(tail) else (text, "")

    def is_name(self, text: str) -> bool:
        """Whether a heading is the name of the therapy and no more."""
        return bool(NAME.fullmatch(f"{self.with_it(plain_heading(text))} "))

    def opens(self, part: str, plain: str) -> bool:
        """Whether a wording of this part fits a heading in plain words."""
        return bool(wordings()[part].fullmatch(f"{plain} "))

    def part_by_cues(self, text: str) -> str | None:
        """The part that single words of an unknown heading speak for, when they speak for one alone; else None.

        It is never one of those that say what is helped or who may have a therapy: a heading that denies something
        can only be a caution, which is kept as text.
        """
        plain = f"{self.with_it(plain_heading(text))} "
        if not 0 < len(plain.split()) <= _MAX_CUED_WORDS or len(text) > MAX_LENGTH:
            return None
        if _DENIED_AGAIN.search(plain) or _BOTH.search(plain):
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


def stems_of(*texts: str) -> set[str]:
    """The words of some texts without their endings, but those that stand for no therapy by themselves."""
    found = {_stem(word) for text in texts for word in plain_heading(text).split()}
    return found - {_stem(word) for word in _COMMON}


def _stem(word: str) -> str:
    """A word without the endings that a heading gives it: “magnets”, “stretching”, “osteopathic”."""
    stem = word
    if len(word) > 3:
        stem = re.sub(r"(?:ies|y|es|s|ing|ic|ist|ists|ive|ions?|ors?|e)$", "", word)
    return f"={stem}" if len(stem) < 4 else stem[:12]
