"""Nothing that reads documents takes more than its share of time for the worst line: every pattern is linear."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import factsheets.exchange
from factsheets.exchange.formats.document import Document
from tests.factsheets.exchange.reading_documents.made import read_or_refuse
from tests.setting_up.yardstick import yardsticks

LENGTH = 20_000
#: What makes a pattern go back and try again: long runs of what it repeats, and never the end that it waits for.
PIECES = [
    "a", "A", "1", " ", ".", "-", "_", "a.", "a-", "a ", "A. ", "1 ", "1.", "(", "(a", "a@", "@a.", "w.", "www.", "http://", "'",
    '"', "“", "“a", "<", "<a ", "&", "#", "*", "**a", "[", "[a](", "\n", "\na", " \n", "\t", "\\", "\\a", "{", "é", "£1 ", ", ", "; ",
    ": ", "and ", "page ", "registered charity ", "12/", "a's ", "by A", "no ", "that is ",
    "A of ", "A A", "0 ", "0-", "tel ", "e ", "S A, ", "A and ",
]  # fmt: skip
BEGINNINGS = [
    "",
    "Email: ",
    "Tel: ",
    "www.",
    "“",
    "(",
    "Registered charity ",
    "Reviewed by ",
    "<!--",
    "charset=",
    "Ring the ",
    "Tel 0",
]


def _patterns() -> Iterator[tuple[str, re.Pattern, int]]:
    """The name of each pattern, and the longest line that its module gives it."""
    for found in pkgutil.walk_packages(factsheets.exchange.__path__, "factsheets.exchange."):
        if ".models" in found.name or found.name.endswith(".child"):
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for pattern in _inside(value):
                place = f"{found.name.removeprefix('factsheets.exchange.')}.{name}: {pattern.pattern[:30]!r}"
                yield place, pattern, getattr(module, "MAX_LENGTH", LENGTH)


def _inside(value: object) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _inside(one)
    elif isinstance(value, list | tuple | frozenset):
        for one in value:
            yield from _inside(one)


@pytest.mark.parametrize(("pattern", "longest"), [pytest.param(*one[1:], id=one[0]) for one in _patterns()])
def test_a_pattern_is_linear_in_the_worst_line(pattern, longest):
    pairs = [("", piece) for piece in PIECES] + [
        (beginning, piece) for beginning in BEGINNINGS[1:] for piece in PIECES[:5]
    ]
    lines = [(beginning + piece * LENGTH)[:longest] for beginning, piece in pairs]
    subjects = [line.encode() if isinstance(pattern.pattern, bytes) else line for line in lines]

    def act() -> None:
        for subject in subjects:
            for _ in range(LENGTH // longest):
                pattern.search(subject)

    # A pattern that tries again at each place takes thousands.
    assert yardsticks(act) < 200


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "Email: a",
        "1. a\n",
        "- a\n",
        "a\n",
        "\n\na",
        "a.\nb",
        "(",
        "\f a",
        "Page 1\n",
        "é",
        "A\n\n",
    ],
)
@pytest.mark.parametrize("name", ["long.txt", "long.rtf", "long.html", "long.md"])
def test_a_document_is_read_in_time_that_grows_with_its_length(piece, name):
    heads = {"rtf": r"{\rtf1 ", "html": "<html><body>", "md": "# A\n\n# B\n\n"}
    head = heads.get(name.partition(".")[2], "")

    def act(length: int) -> None:
        body = piece * (length // len(piece))
        written = body.replace("\n", r"\par ") if name == "long.rtf" else body
        found = read_or_refuse((head + written).encode(), name)
        assert isinstance(found, Document) or "long" in found

    limit = 30 * max(yardsticks(lambda: act(LENGTH // 8)), 1)
    # Eight times as much; sixty-four if it were quadratic, in each of three tries on a machine that has more to do.
    assert any(yardsticks(lambda: act(LENGTH)) < limit for _ in range(3))
