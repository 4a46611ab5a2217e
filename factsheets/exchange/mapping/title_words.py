"""What stands on the line of a title beside it, and the lines around it that tell about the file."""

from __future__ import annotations

import re

from ..formats.document import BlockKind, TextBlock
from .headings import Headings

#: What stands in the head of a draft: who wrote it and how far it has come.
_ABOUT_FILE = re.compile(
    r"(?:authors?|editors?|date|status|version|file ?name|document|category|keywords|tags|last (?:saved|edited)|(?:from )?file|saved as|created|(?:target )?audience|readership)\s?:\s"
    r"|an? (?:backcare )?(?:fact ?sheet|leaflet|booklet|(?:information|advice) (?:sheet|leaflet)|guide)(?: (?:from|by|for) [^.\n]{3,60})?\s{0,3}$",
    re.IGNORECASE,
)
#: Who wrote it, on a line of its own, and the day.
_BY = re.compile(
    r"(?:[Ww]ritten |[Cc]ompiled |[Pp]repared )?[Bb]y (?:(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? )?[A-Z][\w.'\u2019-]{0,30}(?: [A-Z][\w.'\u2019-]{0,30}){1,3}"
)
_DAY = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8},? (?:19|20)\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d"
)
#: For whom it was written, and by which clinic: “Information for patients of the Pain Service”.
_FOR_WHOM = re.compile(
    r"(?:an? )?(?:patients?['\u2019]? |public |general )?(?:information|advice|guidance|guide|leaflet|fact ?sheet|booklet|handout)(?: (?:sheet|leaflet|booklet|guide))?"
    r" (?:for|from|by) [^.!?:;\n]{3,100}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]{2,120})[”\"]")
#: “Pilates.doc” and “Pilates v2 FINAL” are what somebody called the file.
_OF_FILE = re.compile(
    r"(?:[ _-]{1,3}v(?:ersion)? ?\d{1,2}(?:\.\d{1,2})?)?(?:[ _-]{1,3}final)?(?:\.(?:docx?|rtf|odt|txt|pdf|html?))?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d{1,3}[.)]\s+(?=[A-Z][a-z])")
_SERIES = re.compile(
    r"^(?:(?:backcare|patient|information)\s+)*(?:fact ?sheet|leaflet|information sheet|booklet)s?(?:\s?(?:no\.?\s?)?\d{1,4})?\s*(?:[:\u2010-\u2015-]\s*|$)"
    r"|^(?:information|advice|(?:a|your|our|the) (?:short |quick |simple )?guide) (?:about|on|to)\s*:?\s+"
    r"|^(?:(?:your |some )?questions (?:and answers|answered)(?: (?:about|on))?|faqs?)\s?[:\u2010-\u2015|-]\s+"
    r"|^(?:procedure|topic|subject)\s(?:[:|]\s+)?(?=(?-i:[A-Z]))"
    r"|^(?:all about|an introduction to|introducing)\s+|^(?:easy read|title|topic|name|therapy|re|name of (?:the )?(?:therapy|treatment))\s?:\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s{0,9}(?:[:\u2010-\u2015|-]|\()\s{0,9}(?:an? )?(?:(?:short|brief|quick|simple|backcare|patient|information)\s)*(?:fact ?sheet|information|leaflet|information (?:leaflet|sheet)"
    r"|information for (?:patients|members|carers|families|the public)|draft(?: \d{1,2})?|patient information|(?:your )?questions (?:and answers|answered)|faqs?|guide|introduction|overview|booklet)(?:\sfor\s(?:patients|members|carers|families|everyone|everybody|the public|people with (?:back pain|bad backs|a bad back)))?(?:\s?(?:no\.?\s?)?\d{1,4})?\)?\s*$",
    re.IGNORECASE,
)
#: “For children”, “The second visit”: a part of one therapy, and the name of none.
_OF_A_PART = re.compile(
    r"(?:for|in|with|without|after|before|during|at|on|if|when|how|part|step|stage|phase|week|day|session|your"
    r"|(?:the )?(?:first|second|third|next|last|other))\b",
    re.IGNORECASE,
)
_FOR_BACKS = re.compile(r"(?<=\w) and (?:your|my|a bad) back(?: pain)?$", re.IGNORECASE)
#: What a newsletter calls the place where a therapy is told of: “Therapy of the quarter”.
_RUBRIC = re.compile(
    r"(?:our |the |this )?(?:therapy|treatment|topic|subject|focus|feature|exercise|theme)s? (?:of|for) (?:the|this) (?:month|quarter|week|issue|season|year)"
    r"|(?:this (?:month|quarter|week|issue)(?:['\u2019]s)?|in) (?:therapy|treatment|topic|focus|feature|spotlight)|(?:in the |under the )?(?:spotlight|microscope)(?: on)?|in this issue|feature(?: article)?|special feature",
    re.IGNORECASE,
)
_LONGEST = 200


def tells_of_file(line: str) -> bool:
    """Whether a line tells who wrote a document, when, and how far it has come."""
    short = line.strip()[:_LONGEST]
    return bool(
        _ABOUT_FILE.match(line) or _FOR_WHOM.fullmatch(short) or _BY.fullmatch(short) or _DAY.fullmatch(short)
    )


def is_of_a_part(line: str) -> bool:
    """Whether a line is about a part of a therapy, such as “After you go home”, and the name of none."""
    return bool(_OF_A_PART.match(line))


def is_rubric(line: str) -> bool:
    """Whether a line is what a newsletter calls the place where it tells of a therapy."""
    return bool(_RUBRIC.fullmatch(line.strip()[:_LONGEST]))


def cleaned_title(line: str) -> tuple[str, tuple[str, ...]]:
    """A line without the name of the series before it and behind it, and those words."""
    structural: list[str] = []
    text = line.strip()
    if quoted := _QUOTED.fullmatch(text):
        text = quoted["name"]
    before, sign, after = text.partition(": ")
    if sign and after and is_rubric(before):
        structural.append(before)
        text = after
    if counted := _COUNTED.match(text):
        structural.append(counted.group())
        text = text[counted.end() :]
    for form in (_SERIES, _OF_FILE, _AFTER, _FOR_BACKS):
        found = form.search(text)
        if found and found.group() != text:
            structural.append(found.group())
            text = (text[: found.start()] + text[found.end() :]).strip()
        elif found:
            return "", ()
    return text, tuple(structural)


_LABELLED = re.compile(
    r"(?:title|topic|name|therapy|fact ?sheet|name of (?:the )?(?:therapy|treatment))\s?:\s+(?P<name>[^:]{3,80})$",
    re.IGNORECASE,
)
_LONGEST_LABELLED = 120
_FORM = 12  # blocks, and lines of each: a form has the name there or nowhere


def named_by_label(blocks: tuple[TextBlock, ...]) -> str:
    """The therapy that one of the first lines tells, as forms do: “Name of therapy: …”; "" for none.

    Below a heading that opens a part, “Factsheet: …” is something to read.
    """
    for block in blocks[:_FORM]:
        lines = [line[:_LONGEST_LABELLED] for line in block.text.split("\n")[:_FORM]]
        if found := next((one for line in lines if (one := _LABELLED.match(line))), None):
            return found["name"].strip()
        if block.kind is BlockKind.HEADING and Headings().part(block.text) is not None:
            return ""
    return ""
