"""Reads Markdown into portable rich text, and says clearly what rich text cannot hold."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .builder import Builder
from .tree import PORTABLE_LINKS, Block, is_portable, render


class RichTextError(ValueError):
    """One clause, without a capital or a full stop, that says what is wrong and what to do."""


_REFUSED = {
    "heading_open": "a heading stands inside it; make it a paragraph in bold, or take it away",
    "em_open": "it has words in italics; use bold (**two stars**) or plain words, or write a star as \\*",
    "s_open": "it has words struck through; take the ~~ away",
    "code_inline": "it has words marked as code; take the backticks away",
    "code_block": "it has lines indented by four spaces or more; take the spaces away",
    "fence": "it has a block of code; write it as a paragraph",
    "image": "it has an image, which a section cannot hold; describe it in words",
    "table_open": "it has a table; write it as a list",
    "blockquote_open": "it has a quotation marked with >; write it as a paragraph",
    "hr": "it has a line across the page; take it away",
    "html_block": "it has HTML; only <b> and <br> may be used, write the rest as Markdown",
}


def _make_reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": 500}).enable(["table", "strikethrough"])
    # Addresses are kept letter for letter; `is_portable` decides which may stand.
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    return reader


_READER = _make_reader()


def to_html(markdown: str) -> str:
    """The canonical HTML of Markdown. `RichTextError` where it has anything that rich text does not."""
    return render(blocks_of_markdown(markdown))


def blocks_of_markdown(markdown: str) -> tuple[Block, ...]:
    """The tree of Markdown, see `to_html`."""
    builder = Builder()
    item_parts: list[str] = []
    for token in _READER.parse(markdown):
        if token.type in _REFUSED:
            raise RichTextError(_REFUSED[token.type])
        _check_item(token, item_parts)
        if token.type == "inline":
            for child in token.children or []:
                _read_inline(child, builder)
            builder.end_block()
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            if token.attrGet("start") not in (None, 1):
                raise RichTextError(
                    "a numbered list starts with another number than 1; start it with 1, "
                    "or write \\. after a number that is no list"
                )
            builder.open_list(ordered=token.type == "ordered_list_open")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            builder.close_list()
        elif token.type == "list_item_open":
            builder.open_item()
        elif token.type == "list_item_close":
            builder.close_item()
    return builder.finish()


def _check_item(token: Token, item_parts: list[str]) -> None:
    """A list item holds one paragraph, then lists; anything else would not come back as it was."""
    if token.type == "list_item_open":
        item_parts.append("")
    elif token.type == "list_item_close":
        item_parts.pop()
    elif item_parts and token.type == "paragraph_open":
        if item_parts[-1]:
            raise RichTextError("a list item has more than one paragraph; make it one, or two items")
        item_parts[-1] = "words"
    elif item_parts and token.type.endswith("_list_open"):
        item_parts[-1] = "list"


def _read_inline(token: Token, builder: Builder) -> None:
    if token.type in _REFUSED:
        raise RichTextError(_REFUSED[token.type])
    if token.type == "text":
        builder.text(token.content)
    elif token.type == "softbreak":
        builder.text(" ")
    elif token.type == "hardbreak":
        builder.line_break()
    elif token.type in ("strong_open", "strong_close"):
        builder.bold = token.nesting == 1
    elif token.type == "link_open":
        builder.href = _checked_address(token)
    elif token.type == "link_close":
        builder.href = None
    elif token.type == "html_inline":
        _read_tag(token.content.lower(), builder)


def _read_tag(tag: str, builder: Builder) -> None:
    if tag in ("<b>", "</b>"):
        builder.bold = tag == "<b>"
    elif tag in ("<br>", "<br/>", "<br />"):
        builder.line_break()
    else:
        raise RichTextError(f"it has the HTML “{tag}”; only <b> and <br> may be used, or write < as \\<")


def _checked_address(token: Token) -> str:
    href = str(token.attrGet("href") or "")
    if token.attrGet("title"):
        raise RichTextError(f"the link to “{href}” has a title in quotes; take the title away")
    if not is_portable(href):
        starts = ", ".join(PORTABLE_LINKS)
        raise RichTextError(
            f"the link to “{href}” does not start with one of {starts}; write its full address"
        )
    return href
