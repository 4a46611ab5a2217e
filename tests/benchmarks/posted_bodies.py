"""The bodies without files that `worst_bodies` sends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from django.conf import settings

_WORDS = ("note", "locator", "pending_title", "comment", "description")
_RICH = re.compile(r'"(?:blocks|entityMap)"')


def bodies(
    fields: dict[str, list[str]], rows: dict[str, set[str]], *, typed: int = 25
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """The worst that fits into what is read: most fields, longest words in the first `typed` of them, heaviest formatted texts,
    most rows of each list."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 50
    letters = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) - 200_000
    room = most - sum(map(len, fields.values()))
    yield "names that no form has", fields | {f"x{number}": ["y"] for number in range(room)}
    for prefix, names in rows.items():
        number = room // max(len(names), 1)
        yield f"{number} rows of {prefix}", fields | _rows(prefix, names, number, "x")
        yield f"{number} half-filled rows of {prefix}", fields | _rows(prefix, names, number, "")
        some = 300
        long = "word " * (letters // (some * max(len(names), 1) * 5))
        yield f"{some} long rows of {prefix}", fields | _rows(prefix, names, some, long)
    if rows:
        each = room // sum(len(names) for names in rows.values())
        everything = {
            key: value
            for prefix, names in rows.items()
            for key, value in _rows(prefix, names, each, "1").items()
        }
        yield f"{each} rows of each list", fields | everything
    rich = [name for name, values in fields.items() if any(_RICH.search(value) for value in values)]
    for what, text in _heavy_texts().items():
        if rich:
            yield f"{what} in two texts", fields | {name: [text] for name in rich[:2]}
    for name in _typed(fields)[:typed]:
        yield f"a long {name}", fields | {name: ["word " * (letters // 5)]}
        yield f"a long word in {name}", fields | {name: ["x" * letters]}
        yield f"digits in {name}", fields | {name: ["9" * letters]}
        yield f"many values of {name}", fields | {name: [str(number) for number in range(room)]}


def _typed(fields: dict[str, list[str]]) -> list[str]:
    return [name for name in fields if not name.endswith("_FORMS")][:25]


def _rows(prefix: str, names: set[str], number: int, value: str) -> dict[str, list[str]]:
    found = {f"{prefix}-{row}-{name}": [_cell(name, row, value)] for row in range(number) for name in names}
    return found | {f"{prefix}-TOTAL_FORMS": [str(number)], f"{prefix}-INITIAL_FORMS": ["0"]}


def _cell(name: str, row: int, value: str) -> str:
    if name in ("id", "DELETE"):
        return ""
    # Without a value, the row is one that a draft keeps: words, and nothing that they are about.
    return str(row) if name == "ORDER" else value or ("x" if name in _WORDS else "")


def _heavy_texts() -> dict[str, str]:
    """Each is as heavy as the bounds of `backcare.formatted_text` let it be."""
    words = "word " * 15

    def block(text: str, kind: str, depth: int, styles: int = 0) -> dict[str, object]:
        ranges = [{"offset": 2 * n, "length": 3, "style": ("BOLD", "ITALIC")[n % 2]} for n in range(styles)]
        return {
            "key": "a",
            "text": text,
            "type": kind,
            "depth": depth,
            "inlineStyleRanges": ranges,
            "entityRanges": [],
            "data": {},
        }

    def text(blocks: list[dict[str, object]]) -> str:
        found: list[str] = []
        size = 0
        for each in blocks[:5000]:
            words = json.dumps(each)
            size += len(words) + 1
            if size > 499_000:
                break
            found.append(words)
        return f'{{"blocks":[{",".join(found)}],"entityMap":{{}}}}'

    kinds = ("unordered-list-item", "ordered-list-item")
    return {
        "lists ten deep": text([block("x", kinds[n % 2], n % 11) for n in range(5000)]),
        "many paragraphs": text([block("x", "unstyled", 0) for n in range(5000)]),
        "words set off": text([block(words * 20, "unstyled", 0, 300) for n in range(5000)]),
        "long paragraphs": text([block("word " * 3900, "unstyled", 0) for n in range(5000)]),
    }
