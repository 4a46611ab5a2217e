"""The house as a picture: every folder, and every arrow between two of them with its weight."""

from collections import Counter
from collections.abc import Iterator
from html import escape

CELL = 34
LEFT = 96
TOP = 24
RIGHT = 16
# The circle of the lightest and of the heaviest arrow.
RADII = (9, 15)

STYLE = """
    svg { font: 14px system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
    .paper { fill: #fff; } .name { fill: #1b1b1b; } .folder { fill: #1b1b1b; }
    .way { stroke: #b9c4cc; stroke-width: 1; fill: none; } .head { fill: #6b7780; }
    .weight { fill: #cfe3ee; } .heavy { fill: #0b5c7d; }
    .figure { fill: #1b1b1b; font-size: 12px; } .on-heavy { fill: #fff; font-size: 12px; }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #14181b; } .name { fill: #f1f1f1; } .folder { fill: #f1f1f1; }
      .way { stroke: #47525a; } .head { fill: #a5b1b9; }
      .weight { fill: #2b4453; } .heavy { fill: #8fd0ee; }
      .figure { fill: #f1f1f1; } .on-heavy { fill: #14181b; }
    }
"""
HEAVY = 10


def draw(folders: tuple[str, ...], weights: Counter[tuple[str, str]]) -> str:
    """`folders` from what everything rests on: it stands lowest, and an arrow upwards would lie left of the names."""
    downwards = tuple(reversed(folders))
    place = {folder: number for number, folder in enumerate(downwards)}
    width = LEFT + CELL * len(folders) + RIGHT
    height = TOP + CELL * len(folders)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
            "  <title>The folders of the library, and how many imports lead from each to those below it</title>",
            f"  <style>{STYLE}  </style>",
            f'  <rect class="paper" width="{width}" height="{height}"/>',
            *_ways(downwards, place, weights),
            *_weights(place, weights),
            *_names(downwards),
            "</svg>\n",
        ]
    )


def _ways(
    downwards: tuple[str, ...], place: dict[str, int], weights: Counter[tuple[str, str]]
) -> Iterator[str]:
    for folder in downwards:
        here = place[folder]
        if reached := [place[there] for origin, there in weights if origin == folder]:
            yield f'  <path class="way" d="M{_x(here)} {_y(here)}H{_x(max(reached))}"/>'
        if callers := [place[origin] for origin, there in weights if there == folder]:
            x, y = _x(here), _y(here)
            yield f'  <path class="way" d="M{x} {_y(min(callers))}V{y - 8}"/>'
            yield f'  <path class="head" d="M{x - 4} {y - 14}H{x + 4}L{x} {y - 6}Z"/>'


def _weights(place: dict[str, int], weights: Counter[tuple[str, str]]) -> Iterator[str]:
    least, most = RADII
    heaviest = max(weights.values(), default=1)
    for (origin, there), weight in sorted(weights.items()):
        x, y = _x(place[there]), _y(place[origin])
        radius = least + (most - least) * weight / heaviest
        circle, figure = ("heavy", "on-heavy") if weight >= HEAVY else ("weight", "figure")
        yield f'  <circle class="{circle}" cx="{x}" cy="{y}" r="{radius:.1f}"/>'
        yield f'  <text class="{figure}" x="{x}" y="{y + 4}" text-anchor="middle">{weight}</text>'


def _names(downwards: tuple[str, ...]) -> Iterator[str]:
    for number, folder in enumerate(downwards):
        x, y = _x(number), _y(number)
        yield f'  <rect class="folder" x="{x - 5}" y="{y - 5}" width="10" height="10" rx="2"/>'
        yield f'  <text class="name" x="{x - 12}" y="{y + 5}" text-anchor="end">{escape(folder)}</text>'


def _x(number: int) -> int:
    return LEFT + CELL * number


def _y(number: int) -> int:
    return TOP + CELL * number
