"""A name is one line that people see: nothing in it ends a line, steers a terminal, turns the direction of writing, or opens an element of a page."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from .seen import is_seen

#: Of a name in a mail.
_LONGEST_IN_A_MAIL = 60
#: Control characters, ends of lines and paragraphs, and the marks that turn what follows (UAX #9, explicit directional formatting).
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BRACKETS = re.compile("[<>]")
UNSEEN = (
    "An invisible character stands in it: the end of a line, a control character, or a mark that turns the direction of "
    "writing. Type it anew, on one line."
)
NOTHING_TO_SEE = "A name has at least one letter or digit that people can see. Write it in words."
BRACKETS = "The signs < and > cannot stand in a name. Write it without them."


def check_one_line(words: object) -> None:
    """Raise ValidationError, in one sentence or two, for what is more than one line of letters that people see."""
    if isinstance(words, str) and _UNSEEN.search(words):
        raise ValidationError(UNSEEN, code="invisible")


def check_title(words: object) -> None:
    """The same, and there is something in it to see."""
    check_one_line(words)
    if isinstance(words, str) and not any(map(is_seen, words)):
        raise ValidationError(NOTHING_TO_SEE, code="nothing_to_see")


def check_name(words: object) -> None:
    """The same, and no sign in it begins an element of a page."""
    check_title(words)
    if isinstance(words, str) and _BRACKETS.search(words):
        raise ValidationError(BRACKETS, code="brackets")


def on_one_line(words: str) -> str:
    """The same words where they are one line; else with a space for each sign that they may not have, and none beside it.

    For what people did not type, as the names of files: those are not refused.
    """
    return " ".join(_UNSEEN.sub(" ", words).split()) if _UNSEEN.search(words) else words


def name_in_a_mail(words: str, longest: int = _LONGEST_IN_A_MAIL) -> str:
    """The same name on one line and not long, whatever is stored: a name says nothing else in a mail."""
    line = " ".join(on_one_line(words).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
