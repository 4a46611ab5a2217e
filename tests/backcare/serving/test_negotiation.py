"""Which packing, which part, and whether the reader has it already."""

from __future__ import annotations

import pytest

from backcare.serving.negotiation import (
    has_it_already,
    part_is_of_this,
    reads_of_query,
    wanted_encodings,
    wanted_part,
    wants_another,
)

MOMENT, WORDS = 1_700_000_000, b"Tue, 14 Nov 2023 22:13:20 GMT"


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        (None, ("identity",)),
        (b"", ("identity",)),
        (b"gzip, deflate, br, zstd", ("br", "gzip", "identity")),
        (b"gzip;q=1.0, br;q=0.5", ("gzip", "br", "identity")),
        (b"GZIP", ("gzip", "identity")),
        (b"x-gzip", ("gzip", "identity")),
        (b"br;q=0, gzip", ("gzip", "identity")),
        (b"*", ("br", "gzip", "identity")),
        (b"*;q=0, gzip", ("gzip",)),
        (b"br;q=0, *", ("gzip", "identity")),
        (b"identity, br;q=0.9", ("identity", "br")),
        (b"identity;q=0, gzip", ("gzip",)),
        # Nothing would be left, and an answer is better than none.
        (b"identity;q=0", ("identity",)),
        (b"br;q=nonsense, gzip;q=2", ("identity",)),
    ],
)
def test_the_packing_that_a_reader_likes_best_comes_first(
    accepted: bytes | None, best: tuple[str, ...]
) -> None:
    assert wanted_encodings(accepted) == best


@pytest.mark.parametrize(
    ("none_match", "since", "has_it"),
    [
        (None, None, False),
        (b'"a"', None, True),
        (b'W/"a"', None, True),
        (b'"b", "a"', None, True),
        (b"*", None, True),
        (b'"a-br"', None, False),
        (b'"b"', WORDS, False),  # the tag decides alone
        (None, WORDS, True),
        (None, b"Tue, 14 Nov 2023 22:13:19 GMT", False),
        (None, b"yesterday", False),
    ],
)
def test_who_has_it_already_is_told_so(none_match: bytes | None, since: bytes | None, has_it: bool) -> None:
    assert has_it_already(b'"a"', MOMENT, none_match, since) == has_it


@pytest.mark.parametrize(
    ("if_match", "wants"),
    [
        (None, False),
        (b"*", False),
        (b'"a"', False),
        (b'"x", "b"', False),
        (b'"x"', True),
        (b'W/"a"', True),
        (b"a", True),
        (b"", True),
    ],
)
def test_who_wants_another_than_stands_there_gets_nothing(if_match: bytes | None, wants: bool) -> None:
    assert wants_another((b'"a"', b'"b"'), if_match) == wants


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        (None, None),
        (b"bytes=0-0", (0, 1)),
        (b"bytes=2-", (2, 10)),
        (b"bytes=2-99", (2, 10)),
        (b"bytes=-3", (7, 10)),
        (b"bytes=-99", (0, 10)),
        (b"bytes=-0", (10, 10)),
        (b"bytes=10-", (10, 10)),
        (b"bytes=50-60", (50, 10)),
        (b"bytes=3-2", None),
        (b"bytes=-", None),
        (b"bytes=0-1,4-5", None),
        (b"lines=0-1", None),
    ],
)
def test_one_part_is_found(asked: bytes | None, part: tuple[int, int] | None) -> None:
    assert wanted_part(asked, 10) == part


def test_a_part_of_something_older_is_not_continued() -> None:
    assert part_is_of_this(None, b'"a"', WORDS)
    assert part_is_of_this(b'"a"', b'"a"', WORDS)
    assert part_is_of_this(WORDS, b'"a"', WORDS)
    assert not part_is_of_this(b'W/"a"', b'"a"', WORDS)
    assert not part_is_of_this(b'"b"', b'"a"', WORDS)


@pytest.mark.parametrize(
    ("query", "reads"),
    [
        (b"kind=a", True),
        (b"utm=1&kind", True),
        (b"%6bind=a", True),
        (b"utm=kind", False),
        (b"kind+=a", False),
        (b"", False),
        (b"&&", False),
    ],
)
def test_a_query_is_read_as_django_reads_it(query: bytes, reads: bool) -> None:
    assert reads_of_query(query, {"kind"}) == reads
