"""The frame of an e-mail that a document came in: its head, the words that hand the text over, and the signature."""

from __future__ import annotations

import re
from dataclasses import replace

from ..formats.document import BlockKind, TextBlock
from .headings import Headings, heading_level

_MAIL_HEAD = re.compile(
    r"^\W{0,4}(?:from|to|cc|bcc|sent|date|subject|reply-to|attachments?|importance)\s?: ?\S|^-{2,}\s?(?:original|forwarded)|^begin forwarded",
    re.IGNORECASE,
)
#: The line above a text that was passed on, with or without the head of the mail below it.
_PASSED_ON = re.compile(
    r"[-_=*>\s]{0,40}(?:begin )?(?:forwarded|original) (?:message|mail|e-mail)(?: follows)?\s?:?[-_=*<\s]{0,40}",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:dear|hi|hello|good (?:morning|afternoon|evening))\b[^.!?\n]{0,60}[,:!-]?$", re.IGNORECASE
)
_SIGN_OFF = re.compile(
    r"^(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many) (?:regards|wishes|thanks)|all the best|regards|best|thanks|thank you|cheers"
    r"|yours (?:sincerely|faithfully|truly)|sent from my\b.{0,40}|-- ?)[,.!]?$",
    re.IGNORECASE,
)
#: What a firm's mail says of itself below all else.
_NOTICE = re.compile(
    r"(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication)\b[^\n]{0,200}\b(?:confidential|intended|privileged)\b",
    re.IGNORECASE,
)
#: “On 3 May 2011 at 10:20, Jo Sample wrote:”
_WROTE = re.compile(r"[>\s]{0,8}on\b[^\n]{4,120}\bwrote\s?:\s{0,8}", re.IGNORECASE)
_LOOKED_AT = 12  # blocks: a head stands there or nowhere
_FEWEST_LINES_OF_A_HEAD = 2
_FEWEST_HEADINGS_OF_A_TEXT = 2
_MOST_WORDS_OF_A_TITLE = 6


def without_mail(blocks: tuple[TextBlock, ...]) -> tuple[tuple[TextBlock, ...], list[str]]:
    """The blocks without the frames of e-mails: one can hold another that was passed on."""
    rest, aside = _without_frame(blocks)
    place = _head_within(rest) if aside else None
    if place is not None:
        inner, more = without_mail(rest[place:])
        return inner, [*aside, *(block.text for block in rest[:place]), *more]
    return _below_line_of_mail(rest, aside)


def _below_line_of_mail(
    blocks: tuple[TextBlock, ...], aside: list[str]
) -> tuple[tuple[TextBlock, ...], list[str]]:
    """The blocks below “Forwarded message”, which can stand right above the text; what stands above it is no text."""
    headings = Headings()
    for place, block in enumerate(blocks[:_LOOKED_AT]):
        lines = block.text.split("\n")
        at = next((number for number, line in enumerate(lines) if _PASSED_ON.fullmatch(line[:200])), None)
        if at is not None:
            above = [*(one.text for one in blocks[:place]), "\n".join(lines[: at + 1])]
            below = (replace(block, text="\n".join(lines[at + 1 :])),) if lines[at + 1 :] else ()
            inner, more = without_mail((*below, *blocks[place + 1 :]))
            return inner, [*aside, *above, *more]
        if any(headings.part(line) for line in lines):
            break
    return blocks, aside


def _head_within(blocks: tuple[TextBlock, ...]) -> int | None:
    """Where the head of an e-mail stands that was passed on, before any heading that is known."""
    headings = Headings()
    for place, block in enumerate(blocks[:_LOOKED_AT]):
        lines = block.text.split("\n")
        if sum(bool(_MAIL_HEAD.match(line[:300])) for line in lines) >= _FEWEST_LINES_OF_A_HEAD:
            return place
        if any(headings.part(line) for line in lines):
            return None
    return None


def _without_frame(blocks: tuple[TextBlock, ...]) -> tuple[tuple[TextBlock, ...], list[str]]:
    """The blocks without the frame of an e-mail: its head, the words that hand the text over, and the signature."""
    head = 0
    lines_of_head = 0
    for block in blocks[:_LOOKED_AT]:
        found = [line for line in block.text.split("\n") if _MAIL_HEAD.match(line[:300])]
        if not found:
            break
        lines_of_head += len(found)
        head += 1
    is_mail = lines_of_head >= _FEWEST_LINES_OF_A_HEAD
    is_greeted = head < len(blocks) and (
        bool(_GREETING.match(blocks[head].text.split("\n")[0][:100]))
        or (is_mail and _hands_over(blocks[head : head + 2]))
    )
    if not is_mail and not is_greeted:
        return blocks, []
    kept = list(blocks[head:])
    aside = [block.text for block in blocks[:head]]
    if is_greeted:
        aside.append(kept.pop(0).text)
        while (
            kept
            and kept[0].kind is BlockKind.PARAGRAPH
            and (
                kept[0].text.rstrip().endswith((".", "!", ":", ","))
                or _SIGN_OFF.match(kept[0].text.split("\n")[0].strip()[:80])
            )
            and not heading_level(kept[0].text)
        ):
            aside.append(kept.pop(0).text)
    return tuple(_without_signature(_without_answered(kept, aside), aside)), aside


def _without_answered(blocks: list[TextBlock], aside: list[str]) -> list[TextBlock]:
    """The blocks above the older message that a mail answers; it stands below a text that has headings of its own."""
    headings = Headings()
    known = 0
    for place, block in enumerate(blocks):
        lines = [line[:300] for line in block.text.split("\n")]
        begins = bool(_PASSED_ON.fullmatch(lines[0]) or _WROTE.fullmatch(lines[0]))
        if known >= _FEWEST_HEADINGS_OF_A_TEXT and (
            begins or sum(bool(_MAIL_HEAD.match(line)) for line in lines) >= _FEWEST_LINES_OF_A_HEAD
        ):
            older = sum(headings.part(one.text.split("\n")[0][:300]) is not None for one in blocks[place:])
            if older > known:
                return blocks  # the whole text stands there, and a part of it above
            aside += [one.text for one in blocks[place:]]
            return blocks[:place]
        known += headings.part(lines[0]) is not None
    return blocks


def _hands_over(blocks: tuple[TextBlock, ...]) -> bool:
    """Whether a sentence hands over the text, whose title stands below it: “Hi, here it is.” above “Reiki”."""
    if len(blocks) < 2 or "\n" in blocks[0].text or blocks[0].kind is not BlockKind.PARAGRAPH:
        return False
    sentence, title = blocks[0].text.rstrip()[-200:], blocks[1].text.strip()
    is_title = "\n" not in title and 0 < len(title.split()) <= _MOST_WORDS_OF_A_TITLE and title[-1].isalnum()
    return sentence.endswith((".", "!", ":", ",")) and is_title and Headings().part(title) is None


def _without_signature(blocks: list[TextBlock], aside: list[str]) -> list[TextBlock]:
    headings = Headings()
    if len(blocks) > 1 and _NOTICE.match(blocks[-1].text):
        aside.append(blocks[-1].text)
        return _without_signature(blocks[:-1], aside)
    for place in range(len(blocks) - 1, 0, -1):
        lines = blocks[place].text.split("\n")
        at = next((number for number, line in enumerate(lines) if _SIGN_OFF.match(line.strip()[:80])), None)
        if at is None:
            continue
        if len(blocks) - place > 8 or any(headings.part(block.text) for block in blocks[place + 1 :]):
            return blocks
        aside += ["\n".join(lines[at:]), *(block.text for block in blocks[place + 1 :])]
        before = [replace(blocks[place], text="\n".join(lines[:at]))] if at else []
        return _without_signature([*blocks[:place], *before], aside)
    return blocks
