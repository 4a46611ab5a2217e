"""The titles of a list that stands in one line."""

from __future__ import annotations

import re

QUOTED_TITLE = re.compile(r"[“\"]([^”\"]{1,200})[”\"]")


def listed_titles(text: str) -> list[str]:
    """The titles of a list in one line: those in quotation marks are whole, semicolons part before commas do."""
    quoted = QUOTED_TITLE.findall(text)
    if quoted and not QUOTED_TITLE.sub("", text).strip(" ,;.and"):
        return quoted
    parts = [part.strip() for part in _outside_quotes(text, ";" if ";" in text else ",")]
    last = re.split(r"\s(?:and|&)\s", parts[-1])
    is_list = len(parts) > 1 or all(len(one.split()) == 1 for one in last)
    if len(last) == 2 and is_list and ";" not in text and all(one[:1].isupper() for one in last):
        parts[-1:] = last
    parts = [re.sub(r"^(?:and|&) ", "", part) for part in parts]
    return [part for part in parts if part.strip(' .,;“”"\u2018\u2019')]


def _outside_quotes(text: str, separator: str) -> list[str]:
    """The parts of a text between separators, of which those in quotation marks or brackets part nothing."""
    parts, depth, brackets = [""], 0, 0
    for letter in text:
        depth = {"“": 1, "”": 0}.get(letter, 1 - depth if letter == '"' else depth)
        brackets = max(0, brackets + {"(": 1, ")": -1}.get(letter, 0))
        if letter == separator and not depth and not brackets:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
