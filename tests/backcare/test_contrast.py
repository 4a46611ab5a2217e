"""The colours of the public pages: every pair of letters and ground is readable, in light, dark and print."""

import re
from pathlib import Path

import pytest

STYLESHEET = Path(__file__).parents[2] / "backcare/static/css/backcare.css"

#: Letters on a ground: at least 7:1 (WCAG 2.2, 1.4.6, level AAA, any size of letters).
TEXT_PAIRS = [
    *[
        ("ink", ground)
        for ground in ("paper", "surface", "tint", "good-tint", "care-tint", "stop-tint", "crisis-tint")
    ],
    *[("ink-soft", ground) for ground in ("paper", "surface", "tint")],
    *[("deep", ground) for ground in ("paper", "surface", "tint", "bone-faint")],
    ("ink", "bone-faint"),
    ("ink-soft", "bone-faint"),
    ("on-band", "band"),
    ("on-band-soft", "band"),
    ("on-action", "action"),
    ("on-good", "good"),
    ("on-care", "care"),
    ("on-stop", "stop"),
    ("on-crisis", "crisis"),
]

#: Borders of controls, marks of focus and icons: at least 3:1 against what they lie on (1.4.11, 2.4.13).
EDGE_PAIRS = [
    *[("control", ground) for ground in ("paper", "surface", "tint")],
    *[
        ("focus", ground)
        for ground in ("paper", "surface", "tint", "good-tint", "care-tint", "stop-tint", "crisis-tint")
    ],
    *[("good", ground) for ground in ("paper", "surface")],
    *[("stop", ground) for ground in ("paper", "surface", "stop-tint")],
    ("action", "band"),
]


def tokens_in(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", block))


def palettes(css: str) -> dict[str, dict[str, str]]:
    """The colour tokens by the way of reading; dark and print change some of the light ones."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    light = tokens_in(re.search(r"^:root\s*{(.*?)}", css, flags=re.DOTALL | re.MULTILINE)[1])
    dark = tokens_in(
        re.search(r"prefers-color-scheme: dark\)\s*{\s*:root\s*{(.*?)}", css, flags=re.DOTALL)[1]
    )
    paper = tokens_in(re.search(r"@media print\s*{\s*:root\s*{(.*?)}", css, flags=re.DOTALL)[1])
    return {"light": light, "dark": light | dark, "print": light | paper}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PALETTES = palettes(STYLESHEET.read_text(encoding="utf-8"))


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_dark_changes_every_colour_that_light_grounds_and_letters_have() -> None:
    assert {"paper", "surface", "ink", "deep", "good", "care-tint"} <= {
        name for name, colour in PALETTES["dark"].items() if colour != PALETTES["light"][name]
    }


@pytest.mark.parametrize("way", PALETTES)
@pytest.mark.parametrize(("letters", "ground"), TEXT_PAIRS)
def test_letters_stand_out(way: str, letters: str, ground: str) -> None:
    assert contrast(PALETTES[way][letters], PALETTES[way][ground]) >= 7


@pytest.mark.parametrize("way", PALETTES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_and_focus_can_be_seen(way: str, edge: str, ground: str) -> None:
    assert contrast(PALETTES[way][edge], PALETTES[way][ground]) >= 3


def test_colours_are_named_in_the_tokens_only() -> None:
    """Outside the tokens only black, for paper, and the logo's own two colours are written as numbers."""
    css = STYLESHEET.read_text(encoding="utf-8")
    rules = re.sub(r"--[a-z-]+:\s*#[0-9a-f]{6};", "", css)
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#000000", "#ffffff", "#f7a271"}
