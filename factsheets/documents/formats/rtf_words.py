"""What an RTF document holds that could run, or carries along: its control words, however they are torn apart."""

from __future__ import annotations

import re

#: A line may end anywhere, and counts for nothing.
_NOTHING = re.compile(rb"[\r\n\x00]")
#: A backslash before another one is a letter.
_ESCAPED = re.compile(rb"\\[\\{}]")
_CARRIES = re.compile(
    rb"\\(?:object|obj(?:data|emb|link|autlink|update|ocx|sub|pub|icemb|html)|bin-?[0-9])(?![a-z])|\\bin-?[0-9]"
)
_FETCHES = re.compile(rb"\\(?:template|mailmerge|mmconnectstr|subdocument|xmlopen)(?![a-z])")
_OPENS, _CLOSES = b"{}"
_FIELD = re.compile(rb"\\fldinst(?![a-z])")
_SIGN = re.compile(rb"\\'([0-9A-Fa-f]{2})")
_UNICODE = re.compile(rb"\\u(-?[0-9]{1,6}) ?\??")
_WORD = re.compile(rb"\\(?:[a-zA-Z]+-?[0-9]* ?|.)", re.DOTALL)
#: Of one, and of all together: what has more was written by nobody.
_LONGEST_FIELD, _LONGEST_FIELDS = 20_000, 3_000_000
#: Fields that ask another program or file, by their first word.
_ASKING = re.compile(
    rb"[\s\"]*(?:DDE|INCLUDE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|AUTOTEXT|CONTROL|HTMLCONTROL|RD\b)",
    re.IGNORECASE,
)


def what_rtf_holds(data: bytes) -> str:
    """“a file”, “a field” or “a template”; empty if nothing of these was found. Looked for with and without the ends of lines."""
    for words in (_ESCAPED.sub(b"  ", data), _ESCAPED.sub(b"  ", _NOTHING.sub(b"", data))):
        if _CARRIES.search(words):
            return "a file"
        if _FETCHES.search(words):
            return "a template"
        if _has_an_asking_field(words):
            return "a field"
    return ""


def _has_an_asking_field(words: bytes) -> bool:
    looked_at = 0
    for found in _FIELD.finditer(words):
        group = _group(words, found.end())
        looked_at += len(group)
        if len(group) == _LONGEST_FIELD or looked_at > _LONGEST_FIELDS or _ASKING.match(_code(group)):
            return True
    return False


def _group(words: bytes, start: int) -> bytes:
    """From here to the end of the group that is open."""
    depth = 0
    for place in range(start, min(start + _LONGEST_FIELD, len(words))):
        depth += (words[place] == _OPENS) - (words[place] == _CLOSES)
        if depth < 0:
            return words[start:place]
    return words[start : start + _LONGEST_FIELD]


def _code(group: bytes) -> bytes:
    """The letters of a field."""
    group = _SIGN.sub(lambda found: bytes([int(found[1], 16)]), group)
    group = _UNICODE.sub(lambda found: chr(int(found[1]) & 0x7F).encode(), group)
    return _WORD.sub(b"", group).replace(b"{", b"").replace(b"}", b"")
