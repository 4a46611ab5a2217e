"""What the styles of an OpenDocument text say: bold, sizes, names, and which lists are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .unpacking import attribute, child_of, local

_MAX_BASES = 20
_BOLD = frozenset(("bold", "600", "700", "800", "900"))


@dataclass(frozen=True)
class OpenStyle:
    """What one style says itself."""

    name: str = ""
    parent: str = ""
    bold: bool | None = None
    size: float = 0.0
    relative: float = 0.0
    struck: bool | None = None  # struck through


@dataclass
class OpenStyles:
    """All styles by their names."""

    by_name: dict[str, OpenStyle] = field(default_factory=dict)
    numbered: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, root: etree._Element) -> None:
        """Styles of paragraphs, words and lists, automatic ones as well; those that come first count."""
        for element in root.iter("{*}style"):
            properties = child_of(element, "text-properties")
            weight, size = attribute(properties, "font-weight"), attribute(properties, "font-size")
            bold = weight in _BOLD if weight else None
            style = OpenStyle(
                attribute(element, "display-name") or attribute(element, "name"),
                attribute(element, "parent-style-name"),
                bold,
                _number(size, "pt"),
                _number(size, "%") / 100,
                line != "none" if (line := attribute(properties, "text-line-through-style")) else None,
            )
            self.by_name.setdefault(attribute(element, "name"), style)
        for element in root.iter("{*}list-style"):
            for level in element:
                if local(level) == "list-level-style-number" and attribute(level, "num-format"):
                    self.numbered.add((attribute(element, "name"), attribute(level, "level")))

    def look(self, name: str) -> tuple[bool, float]:
        """Whether a style is bold, and how large, after all that it is based on."""
        bold: bool | None = None
        size, factor, steps = 0.0, 1.0, 0
        while name in self.by_name and steps < _MAX_BASES:
            style = self.by_name[name]
            bold = style.bold if bold is None else bold
            if not size:
                size = style.size
                factor *= style.relative if style.relative and not style.size else 1.0
            name, steps = style.parent, steps + 1
        return bool(bold), (size or 12.0) * factor

    def is_struck(self, name: str) -> bool:
        """Whether a style strikes its words through, after all that it is based on."""
        for _ in range(_MAX_BASES):
            style = self.by_name.get(name, OpenStyle())
            if style.struck is not None:
                return style.struck
            name = style.parent
        return False

    def names(self, name: str) -> set[str]:
        """The names of a style and of all that it is based on, in small letters."""
        names: set[str] = set()
        while name and len(names) < _MAX_BASES:
            names.add(name.casefold())
            style = self.by_name.get(name, OpenStyle())
            names.add(style.name.casefold())
            name = style.parent
        return names


def _number(value: str, unit: str) -> float:
    plain = value.removesuffix(unit)
    return (
        float(plain)
        if value.endswith(unit) and plain.replace(".", "", 1).isdigit() and len(plain) < 8
        else 0.0
    )
