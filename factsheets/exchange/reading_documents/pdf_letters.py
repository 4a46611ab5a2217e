"""The letters of a PDF's page, before they are words."""

from __future__ import annotations

from typing import Any

#: A letter that lies so near the same letter is printed twice, in points and in sizes of the letter.
_PRINTED_OVER, _PRINTED_OVER_SIZES = 1.0, 0.1


def letters_once(letters: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The letters, without those that are printed over themselves to look bold.

    `Page.dedupe_chars` does the same, but looks at each letter for each letter of the page.
    """
    kept: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    found = []
    for letter in letters:
        look = (letter["text"], letter["fontname"], letter["size"], letter["upright"])
        near = min(_PRINTED_OVER, _PRINTED_OVER_SIZES * letter["size"]) or _PRINTED_OVER
        x, y = int(letter["x0"] // near), int(letter["top"] // near)
        around = ((*look, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if any(_lie_together(letter, other, near) for cell in around for other in kept.get(cell, ())):
            continue
        kept.setdefault((*look, x, y), []).append(letter)
        found.append(letter)
    return found


def _lie_together(letter: dict[str, Any], other: dict[str, Any], near: float) -> bool:
    return bool(abs(letter["x0"] - other["x0"]) <= near and abs(letter["top"] - other["top"]) <= near)
