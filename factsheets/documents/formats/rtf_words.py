"""What an RTF document holds that could run, or carries along: its control words, however they are torn apart."""

from __future__ import annotations

import re

from factsheets.documents.formats.fields import has_its_name, what_a_field_does

#: A line may end anywhere, and counts for nothing.
_NOTHING = re.compile(rb"[\r\n\x00]")
#: Stands for a backslash that is a letter.
_BACKSLASH = b"\x00\x00"
#: A backslash before another one is a letter.
_ESCAPED = re.compile(rb"\\[\\{}]")
_CARRIES = re.compile(
    rb"\\(?:object|obj(?:data|emb|link|autlink|update|ocx|sub|pub|icemb|html)|bin-?[0-9])(?![a-z])|\\bin-?[0-9]"
)
_FETCHES = re.compile(rb"\\(?:template|mailmerge|mmconnectstr|subdocument|xmlopen)(?![a-z])")
#: Pictures that lie elsewhere: those of old programs, and shapes whose picture has a name beyond this machine, or is only linked.
_PICTURE_ELSEWHERE = re.compile(rb"\\NeXTGraphic(?![a-z])", re.IGNORECASE)
_PICTURE_NAME = re.compile(
    rb"\\sn[^{}\\]*?\bpib(Name|Flags)\b[^{}\\]*\}\s*\{\s*\\sv\s?([^{}]{0,2000})", re.IGNORECASE
)
_BEYOND = re.compile(rb"\s*(?:[a-z][a-z0-9+.-]{1,}:|//|\\\\\s*\\\\|\\'|\\u)", re.IGNORECASE)
_DRIVE = re.compile(rb"\s*[a-z]:", re.IGNORECASE)
_LINKED = 8  # of the flags of a picture
_OPENS, _CLOSES = b"{}"
_FIELD = re.compile(rb"\\fldinst(?![a-z])")
#: Letters in disguise, groups that programs skip, bytes, and fields within: none of them stands in the name of a field.
_DISGUISE = re.compile(rb"\\(?:'|\*|u-?[0-9]|uc[0-9]|bin|upr|ud|field|fld)")
_SIGN = re.compile(rb"\\'([0-9A-Fa-f]{2})")
_UNICODE = re.compile(rb"\\u(-?[0-9]{1,6}) ?\??")
_WORD = re.compile(rb"\\(?:[a-zA-Z]+-?[0-9]* ?|.)", re.DOTALL)
#: Of one, and of all together: what has more was written by nobody.
_LONGEST_FIELD, _LONGEST_FIELDS = 20_000, 3_000_000
_DATA = re.compile(rb"\{\\\*\\datafield[^{}]*\}")


def what_rtf_holds(data: bytes) -> str:
    """“a file”, “a field”, “a picture” or “a template”; empty if nothing of these was found. Looked for with and without the ends of lines."""
    for raw in (data, _NOTHING.sub(b"", data)):
        words = _ESCAPED.sub(_kept, raw)
        if _CARRIES.search(words):
            return "a file"
        if _FETCHES.search(words):
            return "a template"
        if _has_a_picture_elsewhere(raw):
            return "a picture"
        if _has_an_asking_field(words):
            return "a field"
    return ""


def _kept(found: re.Match[bytes]) -> bytes:
    """As many bytes, none of which begins a control word or a group."""
    return _BACKSLASH if found[0] == b"\\\\" else b"  "


def _has_an_asking_field(words: bytes) -> bool:
    looked_at = 0
    for found in _FIELD.finditer(words):
        group = _group(words, found.end())
        looked_at += len(group)
        if len(group) == _LONGEST_FIELD or looked_at > _LONGEST_FIELDS or _asks(group):
            return True
    return False


def _asks(group: bytes) -> bool:
    """Whether a field is none of those that are taken, leads astray, or hides its name."""
    disguised = _DISGUISE.search(group)
    before = group[: disguised.start()] if disguised else group
    if disguised and not has_its_name(_code(before)):
        return True
    return what_a_field_does(_code(_DATA.sub(b"", group))) != ""


def _has_a_picture_elsewhere(words: bytes) -> bool:
    for found in _PICTURE_NAME.finditer(words):
        what, value = found[1].lower(), found[2]
        if what == b"name" and _BEYOND.match(value) and not _DRIVE.match(value):
            return True
        if what == b"flags" and int(re.sub(rb"\D", b"", value)[:9] or b"0") & _LINKED:
            return True
    return _PICTURE_ELSEWHERE.search(words) is not None


def _group(words: bytes, start: int) -> bytes:
    """From here to the end of the group that is open."""
    depth = 0
    for place in range(start, min(start + _LONGEST_FIELD, len(words))):
        depth += (words[place] == _OPENS) - (words[place] == _CLOSES)
        if depth < 0:
            return words[start:place]
    return words[start : start + _LONGEST_FIELD]


def _code(group: bytes) -> str:
    """The letters of a field; each backslash in them stands twice."""
    group = _SIGN.sub(lambda found: bytes([int(found[1], 16)]), group)
    group = _UNICODE.sub(lambda found: chr(int(found[1]) & 0x7F).encode(), group)
    group = _WORD.sub(b"", group).replace(b"{", b"").replace(b"}", b"")
    return group.replace(_BACKSLASH, b"\\").decode("latin-1")
