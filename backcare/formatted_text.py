"""What the editor for formatted text may send: bounds that no factsheet comes near, checked before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate

#: Letters of one text as it is sent, its marks included; paragraphs and items in it.
MOST_LETTERS, MOST_BLOCKS = 500_000, 5_000
#: Letters of all such texts of one form.
MOST_ALTOGETHER = 1_000_000
#: Lists within lists. The editor offers four levels; each level that is asked for is made, however many there are.
DEEPEST = 10
#: Of one paragraph or item: letters, breaks of its lines, words set off or linked, and how many such lie over one another.
#: Each of them takes time that grows with its square.
MOST_IN_A_BLOCK, MOST_BREAKS, MOST_RANGES, MOST_OVER_ONE_ANOTHER = 20_000, 100, 300, 5
#: Links of one text. Each is looked up whenever somebody opens the text.
MOST_LINKS = 200


def are_out_of_bounds(values: Iterable[str]) -> bool:
    """Whether any of `values` is out of bounds, or all that look like formatted text are too long together."""
    texts = [value for value in values if value.lstrip().startswith("{")]
    return sum(map(len, texts)) > MOST_ALTOGETHER or any(map(is_out_of_bounds, texts))


def is_out_of_bounds(value: str) -> bool:
    """Whether `value` is formatted text, as the editor sends it, that is too long, too deep, too heavy, or links to what has no number.

    What is no such text, or cannot be parsed, is left to the form that it is for.
    """
    if not value.lstrip().startswith("{"):
        return False
    if len(value) > MOST_LETTERS:
        return True
    try:
        content = json.loads(value)
    except RecursionError:
        return True
    except ValueError:
        return False
    # One of the two alone is looked at as well: what makes a text of them asks for neither.
    blocks, entities = content.get("blocks"), content.get("entityMap")
    blocks = blocks if isinstance(blocks, list) else []
    entities = list(entities.values()) if isinstance(entities, dict) else []
    return (
        len(blocks) > MOST_BLOCKS
        or len(entities) > MOST_LINKS
        or any(isinstance(block, dict) and (_is_too_deep(block) or _is_too_heavy(block)) for block in blocks)
        or any(isinstance(entity, dict) and _leads_nowhere(entity) for entity in entities)
    )


def _is_too_deep(block: dict[str, object]) -> bool:
    depth = block.get("depth", 0)
    return not (isinstance(depth, int) and 0 <= depth <= DEEPEST)


def _is_too_heavy(block: dict[str, object]) -> bool:
    text = block.get("text")
    if isinstance(text, str) and (len(text) > MOST_IN_A_BLOCK or text.count("\n") > MOST_BREAKS):
        return True
    lists = (block.get("inlineStyleRanges"), block.get("entityRanges"))
    ranges = [each for ranges in lists if isinstance(ranges, list) for each in ranges]
    return len(ranges) > MOST_RANGES or _most_over_one_another(ranges) > MOST_OVER_ONE_ANOTHER


def _most_over_one_another(ranges: list[object]) -> int:
    ends: list[tuple[int, int]] = []
    for each in ranges:
        offset, length = (each.get("offset"), each.get("length")) if isinstance(each, dict) else (None, None)
        if isinstance(offset, int) and isinstance(length, int):
            ends += [(offset, 1), (offset + length, -1)]
    over = [0, *accumulate(change for _, change in sorted(ends))]
    return max(over)


def _leads_nowhere(entity: dict[str, object]) -> bool:
    """A page or a document is linked to by its number."""
    data = entity.get("data")
    number = data.get("id") if isinstance(data, dict) else None
    return number is not None and not (
        str(number).isascii() and str(number).isdigit() and len(str(number)) < 19
    )
