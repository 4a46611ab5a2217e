"""The design tokens of the web pages, taken over for paper: they are named in `backcare.css` alone."""

import re

_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN = re.compile(r"--[\w-]+\s*:[^;]+;")
#: Sizes that follow the width of a window mean nothing on paper.
_ON_SCREEN_ONLY = ("clamp(", "max(", "min(", "vw", "vh")


def design_tokens(style_sheet: str) -> str:
    """The custom properties of the first `:root` of a style sheet, as a `:root` rule; those for screens are left out."""
    root = _ROOT.search(re.sub(r"/\*.*?\*/", "", style_sheet, flags=re.DOTALL))
    if root is None:
        raise ValueError("The style sheet names no design tokens: it has no :root rule.")
    found = [token for token in _TOKEN.findall(root[1]) if not any(word in token for word in _ON_SCREEN_ONLY)]
    return f":root {{ {' '.join(found)} }}"
