"""Portable rich text: one canonical HTML, and Markdown that stands for it exactly.

Elements: `p`, `ul`, `ol`, `li`, `b`, `a[href]`, `br`. Links lead to `http(s)://…`, `mailto:…`, `tel:…`,
`page:/path/within/the/site/` or `document:file name.pdf`.
"""

from .from_html import normalise
from .from_markdown import RichTextError, to_html
from .to_markdown import to_markdown
from .tree import is_portable

__all__ = ["RichTextError", "is_portable", "normalise", "to_html", "to_markdown"]
