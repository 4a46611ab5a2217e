"""What the editor for formatted text may send: bounds that no factsheet comes near, checked before anything is made of it."""

from __future__ import annotations

import json
from typing import Any

#: Letters of one text as it is sent, its marks included; paragraphs and items in it.
MOST_LETTERS, MOST_BLOCKS = 500_000, 5_000
#: Lists within lists. The editor offers four levels; each level that is asked for is made, however many there are.
DEEPEST = 10


def is_out_of_bounds(value: str) -> bool:
    """Whether `value` is formatted text, as the editor sends it, that is too long, too deep, or links to what has no number.

    What is no such text, or cannot be parsed, is left to the form that it is for.
    """
    if not value.lstrip().startswith("{"):
        return False
    if len(value) > MOST_LETTERS:
        return True
    try:
        content = json.loads(value)
    except (ValueError, RecursionError):
        return False
    # One of the two alone is looked at as well: what makes a text of them asks for neither.
    blocks, entities = content.get("blocks"), content.get("entityMap")
    blocks = blocks if isinstance(blocks, list) else []
    entities = list(entities.values()) if isinstance(entities, dict) else []
    return (
        len(blocks) > MOST_BLOCKS
        or any(isinstance(block, dict) and _is_too_deep(block) for block in blocks)
        or any(isinstance(entity, dict) and _leads_nowhere(entity) for entity in entities)
    )


def _is_too_deep(block: dict[str, Any]) -> bool:
    depth = block.get("depth", 0)
    return not (isinstance(depth, int) and 0 <= depth <= DEEPEST)


def _leads_nowhere(entity: dict[str, Any]) -> bool:
    """A page or a document is linked to by its number."""
    data = entity.get("data")
    number = data.get("id") if isinstance(data, dict) else None
    return number is not None and not (
        str(number).isascii() and str(number).isdigit() and len(str(number)) < 19
    )
