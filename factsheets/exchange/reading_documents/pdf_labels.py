"""Labels in the left margin of a PDF's page, each beside the text that it heads: a label over two lines is one.

Read line by line, “How it” and “works” would stand within the sentences beside them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

from .furniture import reads_as_heading
from .pdf_lines import PdfLine
from .pdf_words import PdfWord

_MOST_WORDS = 6  # of one line of a label
_WIDEST = 0.42  # of the text: so wide may the margin of the labels be
_NARROWEST = 30.0  # points
_GAP = 3.0  # between a label and its text, at the least
_FARTHEST_IN = 26.0  # from where the text begins to where the items of a list may
_SAME = 1.6
_FEWEST_LABELS = 3
_FEWEST_KNOWN = 2  # labels that are what headings are called; one is enough among many labels
_WORDS_OF_A_TEXT = 10
_MOST_STARTS = 6
_LARGER = 1.25
_NEXT_LINE = 1.45  # heights of a letter


def with_labels_apart(lines: list[PdfLine], margins: set[float]) -> tuple[list[PdfLine], list[PdfLine]]:
    """The lines of a page in their order; bold labels at their left stand above the text that they head, each on one line.

    Beside them the label of a title, as “Treatment” beside its name: it heads nothing. `margins` are where the texts
    beside labels began on earlier pages, where one label is enough, and so it is above a box or a table of the same page.
    """
    before = set(margins)
    found = _apart(lines, margins)
    return found if margins == before else _apart(lines, margins)


def _apart(lines: list[PdfLine], margins: set[float]) -> tuple[list[PdfLine], list[PdfLine]]:
    found: list[PdfLine] = []
    of_titles: list[PdfLine] = []
    count = max((line.column for line in lines), default=0)
    for _, group in groupby(lines, key=lambda one: (bool(one.words), one.column)):
        run = list(group)
        start = _start_of_text(run, margins) if run[0].words else None
        if start is None:
            found += run
            continue
        for is_fit, segment in _segments(run, start):
            is_labelled = is_fit and _are_labelled(segment, start, is_known=start in margins)
            margins |= {start} if is_labelled else set()
            parts = _parted(segment, start) if is_labelled else [segment]
            if is_labelled and _is_beside_a_title(parts):
                of_titles += parts.pop(0)
            for one in parts:
                count += 1
                found += [replace(line, column=count) for line in one]
    return found, of_titles


def _start_of_text(lines: list[PdfLine], margins: set[float]) -> float | None:
    """Where the text begins beside labels; None where there are none."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts: Counter[int] = Counter()
    for line in lines:
        beginnings = [line.words[0]] if line.x0 > left + _NARROWEST else []
        beginnings += [
            word
            for before, word in zip(line.words[:_MOST_WORDS], line.words[1 : _MOST_WORDS + 1], strict=False)
            if word.x0 - left > _NARROWEST and before.bold
        ]
        starts.update({round(word.x0 / _SAME) for word in beginnings})
    for start in (
        *sorted(margins),
        *(step * _SAME - _SAME / 2 for step, _ in starts.most_common(_MOST_STARTS)),
    ):
        segments = [segment for fits, segment in _segments(lines, start) if fits]
        is_margin = _NARROWEST <= start - left <= _WIDEST * (right - left)
        is_known = start in margins
        if is_margin and any(_are_labelled(segment, start, is_known=is_known) for segment in segments):
            return start
    return None


def _segments(lines: list[PdfLine], start: float) -> list[tuple[bool, list[PdfLine]]]:
    """The lines in groups one after the other: whether they may be labels and texts, and they themselves."""
    return [(fits, list(part)) for fits, part in groupby(lines, key=lambda line: _fits(line, start))]


def _fits(line: PdfLine, start: float) -> bool:
    """Whether a line is a short bold label, a text that begins at that place, or both beside one another."""
    label, text = _cut(line, start)
    if label and (
        len(label) > _MOST_WORDS
        or not all(word.bold for word in label)
        or label[-1].x1 > start + _SAME - _GAP
    ):
        return False
    if (
        label
        and text
        and text[0].bold
        and text[0].size == label[-1].size
        and text[0].x0 - label[-1].x1 < text[0].size
    ):
        return False  # words of one title
    return not text or text[0].x0 <= start + _FARTHEST_IN


def _are_labelled(lines: list[PdfLine], start: float, *, is_known: bool) -> bool:
    """Whether lines are labels beside texts, and no table: some labels are what headings are called, and some texts go on."""
    parts = _parted(lines, start)
    labels = [part[0].text for part in parts if _is_label(part[0], start)]
    known = sum(reads_as_heading(label.casefold()) for label in labels)
    texts = [line for part in parts for line in part if not _is_label(line, start)]
    words = [word for line in texts for word in line.words]
    is_plain = sum(not word.bold for word in words) * 2 > len(words)
    if is_known:
        return bool(labels) and is_plain
    goes_on = len(texts) > len(labels)
    is_surely_known = known + (len(labels) > _FEWEST_LABELS) >= _FEWEST_KNOWN
    is_sure = is_surely_known or (
        len(words) >= len(labels) * _WORDS_OF_A_TEXT and _are_sentences(parts, start)
    )
    return len(labels) >= _FEWEST_LABELS and is_sure and is_plain and goes_on


def _are_sentences(parts: list[list[PdfLine]], start: float) -> bool:
    """Whether each text ends as a sentence does, as the cells of a table do not: its labels may be worded in any way."""
    return all(part[-1].text.endswith((".", "!", "?")) for part in parts if not _is_label(part[0], start))


def _is_label(line: PdfLine, start: float) -> bool:
    return line.x0 < start - _SAME


def _cut(line: PdfLine, start: float) -> tuple[list[PdfWord], list[PdfWord]]:
    """The words of a line before and after where the text begins."""
    return (
        [word for word in line.words if word.x0 < start - _SAME],
        [word for word in line.words if word.x0 >= start - _SAME],
    )


def _parted(lines: list[PdfLine], start: float) -> list[list[PdfLine]]:
    """The labels and their texts one after the other, each of them lines of a column of its own."""
    parts: list[list[PdfLine]] = []
    label: PdfLine | None = None
    above: PdfLine | None = None  # the last line with a label
    for line in lines:
        words, text = _cut(line, start)
        if words:
            beside = replace(line, words=words)
            if label is not None and above is not None and _goes_on(above, beside, bool(text), parts[-1]):
                label.words += words
            else:
                label = replace(beside, words=list(words))
                parts += [[label], []]
            above = beside
        if text:
            if not parts:
                parts.append([])
            parts[-1].append(replace(line, words=text))
    return [part for part in parts if part]


def _goes_on(above: PdfLine, label: PdfLine, has_text: bool, text: list[PdfLine]) -> bool:
    """Whether a label goes on in the next line: in small letters, or beside a sentence that does not begin there."""
    if not 0 < label.top - above.top <= _NEXT_LINE * above.size:
        return False
    if label.text[:1].islower() or not has_text:
        return True
    last = text[-1].text if text else ""
    return not last.endswith((".", "?", "!", ":")) and not label.text[:1].isupper()


def _is_beside_a_title(parts: list[list[PdfLine]]) -> bool:
    """Whether the first label stands beside one line in much larger letters."""
    return len(parts) > 1 and len(parts[1]) == 1 and parts[1][0].size >= _LARGER * parts[0][0].size
