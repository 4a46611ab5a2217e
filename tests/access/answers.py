"""What an address answers, in one word, and the table in which each answer is declared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .visitors import VISITORS

TABLE = Path(__file__).with_name("answers.tsv")
METHODS = ("GET", "HEAD", "POST")
_IN_A_WORD = {
    400: "unread",  # nobody can read what was sent, and it says so
    403: "refused",
    404: "none",
    405: "never",  # nobody is answered to this method
    409: "two-texts",
    410: "gone",
    429: "later",
}

Row = dict[str, str]


def word_for(response: Any) -> str:
    """The answer as the table has it; what has no word there stands as its number."""
    status = response.status_code
    if 200 <= status < 300:
        return "answered"
    if 300 <= status < 400:
        return _led_to(response["Location"])
    return _IN_A_WORD.get(status, str(status))


def _led_to(place: str) -> str:
    path = place.partition("?")[0]
    if path.rstrip("/").endswith("/login"):
        return "sign-in"
    # Wagtail sends whoever may not to the first screen, and tells them there.
    return "front" if path == "/admin/" else "onwards"


def read() -> dict[str, Row]:
    """The declared answers to each address, by who asks: words for GET, HEAD and POST, with spaces between."""
    head, *lines = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


def record(who: str, words: Mapping[str, str]) -> None:
    """Write down what `who` gets; what has changed is for somebody to look at before it is kept."""
    before = read() if TABLE.exists() else {}
    rows = {name: before.get(name, {}) | {who: word} for name, word in words.items()}
    lines = ["\t".join(["address", *VISITORS])]
    lines += ["\t".join([name, *(rows[name].get(each, "") for each in VISITORS)]) for name in sorted(rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
