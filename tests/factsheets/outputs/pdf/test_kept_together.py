"""What belongs together stands on one page of a PDF."""

from __future__ import annotations

import pytest

from .reading_in_order import in_order, opened


@pytest.mark.parametrize("edition", ["factsheet.pdf", "large-print.pdf"])
def test_a_list_that_a_source_speaks_against_starts_with_heading_objection_and_first_row(
    starter_example: dict[str, bytes], edition: str
) -> None:
    pages: dict[tuple[int, int], set[int]] = {}
    words: dict[tuple[int, int], str] = {}
    for piece in in_order(opened(starter_example[edition])):
        pages.setdefault(piece.block, set()).add(piece.page)
        words[piece.block] = f"{words.get(piece.block, '')} {piece.text}"
    blocks = list(words)
    start = next(n for n, block in enumerate(blocks) if "most likely to help" in words[block])
    end = next(n for n, block in enumerate(blocks) if n > start and "tight muscle" in words[block])
    assert any("advises against this" in words[block] for block in blocks[start:end])
    assert len(set().union(*(pages[block] for block in blocks[start : end + 1]))) == 1
