"""What the objects of a PDF hold that could run, be sent, lead astray, or be another file; the objects are those that qpdf writes as JSON.

Names of entries and kinds are those of ISO 32000-2: actions in 12.6, annotations in 12.5, file specifications in 7.11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factsheets.documents.formats.click_targets import leads_astray

#: What is found; the empty word is nothing.
ACTS, CARRIES, LEADS, SIGNED, LOCKED, BROKEN = "acts", "carries", "leads", "signed", "locked", "broken"

_REFERENCE = re.compile(r"[0-9]+ [0-9]+ R")
_MOST_DICTIONARIES = 1_500_000
_MOST_STEPS = 20

#: What a click may do, and what may happen by itself. Whatever is not named here is refused.
_CLICKED = frozenset(("/URI", "/GoTo", "/Named", "/ResetForm", "/Hide", "/SetOCGState", "/Thread", "/Trans"))
_BY_ITSELF = frozenset(("/GoTo", "/Named"))
_NAMED = frozenset(("/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack", "/GoForward"))
_NOTES = frozenset(
    ("/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline",
     "/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink", "/Popup", "/Widget", "/PrinterMark", "/TrapNet", "/Watermark",
     "/Redact", "/Projection")
)  # fmt: skip
_TREES = frozenset(("/Dests", "/AP", "/Pages", "/IDS", "/URLS"))
#: Wherever they stand, also where nobody should find them.
_ACTING = frozenset(
    ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/Rendition", "/GoToE", "/GoToR",
     "/GoToDp", "/Movie", "/Sound")
)  # fmt: skip
_ACTING_KINDS = frozenset(("/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/PS"))
_ACTING_ENTRIES = frozenset(
    ("/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings", "/SpiderInfo", "/FFilter", "/Renditions",
     "/AlternatePresentations")
)  # fmt: skip
_CARRYING = frozenset(("/EmbeddedFiles", "/EmbeddedFile", "/EF", "/FileAttachment"))
_FILES = frozenset(("/Filespec", "/F"))


class Objects:
    """`parts` is what `Pdf.write_qpdf_json` writes, version 2: by `obj:5 0 R` or `trailer`, a `value` or a `stream`."""

    def __init__(self, parts: dict[str, Any]) -> None:
        self._parts = parts

    def hold(self) -> str:
        """`ACTS`, `CARRIES`, `LEADS` or `SIGNED`; empty if nothing of these was found. Raises ValueError for too many."""
        found = set(map(self._found_in, self._dictionaries()))
        return next((word for word in (CARRIES, ACTS, SIGNED, LEADS) if word in found), "")

    def _dictionaries(self) -> Iterator[dict[str, Any]]:
        """Every dictionary that stands in an object, without following references: those are looked at by themselves."""
        count = 0
        for part in self._parts.values():
            waiting = [part["stream"]["dict"] if "stream" in part else part["value"]]
            if "stream" in part and not {"/F", "/FFilter"}.isdisjoint(waiting[0]):
                yield {"/S": "/ImportData"}  # its bytes lie in another file
            while waiting:
                each = waiting.pop()
                if isinstance(each, dict):
                    count += 1
                    yield each
                    each = list(each.values())
                waiting += (
                    [value for value in each if isinstance(value, dict | list)]
                    if isinstance(each, list)
                    else []
                )
                if count > _MOST_DICTIONARIES:
                    raise ValueError("too many objects")

    def _found_in(self, entries: dict[str, Any]) -> str:
        names = entries.keys()
        kinds = {self._at(entries, key) for key in ("/Type", "/Subtype", "/Subtype2") if key in names}
        kinds = {kind for kind in kinds if isinstance(kind, str)}
        if (
            not _CARRYING.isdisjoint(names)
            or not _CARRYING.isdisjoint(kinds)
            or self._is_folder(entries, kinds)
        ):
            return CARRIES
        if not _ACTING_ENTRIES.isdisjoint(names) or not _ACTING_KINDS.isdisjoint(kinds):
            return ACTS
        if self._names_a_file(entries, kinds) or _is_one_of(self._at(entries, "/S"), _ACTING):
            return ACTS
        if "/ByteRange" in names:
            return SIGNED
        if self._shows_what_acts(entries):
            return ACTS
        return LEADS if "/URI" in names and self._leads_astray(entries) else ""

    def _is_folder(self, entries: dict[str, Any], kinds: set[str]) -> bool:
        return "/Catalog" in kinds and "/Collection" in entries

    def _names_a_file(self, entries: dict[str, object], kinds: set[str]) -> bool:
        if not _FILES.isdisjoint(kinds) or "/UF" in entries or self._at(entries, "/FS") == "/URL":
            return True
        if _is_words(self._at(entries, "/F")):
            return True
        return not {"/Form", "/Image"}.isdisjoint(kinds) and not {"/Ref", "/OPI"}.isdisjoint(entries)

    def _shows_what_acts(self, entries: dict[str, object]) -> bool:
        """Whether an action, a note on a page or a tree of names is of another kind than those that are let in."""
        for key in ("/A", "/PA"):
            action = self._at(entries, key)
            if isinstance(action, dict) and "/S" in action and not self._is_let_in(action, _CLICKED):
                return True
        by_themselves = [self._at(entries, "/OpenAction")]
        if isinstance(more := self._at(entries, "/AA"), dict):
            by_themselves += [self._at(more, key) for key in more]
        if not all(self._is_let_in(action, _BY_ITSELF) for action in by_themselves):
            return True
        if self._at(entries, "/Type") == "/Action" and not self._is_let_in(entries, _CLICKED):
            return True
        if isinstance(trees := self._at(entries, "/Names"), dict) and not _TREES.issuperset(trees):
            return True
        notes = self._at(entries, "/Annots")
        return isinstance(notes, list) and not all(map(self._is_known_note, notes))

    def _is_let_in(self, action: object, kinds: frozenset[str], step: int = 0) -> bool:
        """A place to show, or an action of one of these kinds, and so whatever follows it."""
        if not isinstance(action, dict) or ("/D" in action and "/S" not in action):
            return True
        kind = self._at(action, "/S")
        if step > _MOST_STEPS or not _is_one_of(kind, kinds) or "/F" in action:
            return False
        if kind == "/Named" and not _is_one_of(self._at(action, "/N"), _NAMED):
            return False
        following = self._at(action, "/Next")
        several = following if isinstance(following, list) else [following]
        return all(self._is_let_in(self._resolved(each), kinds, step + 1) for each in several)

    def _is_known_note(self, note: object) -> bool:
        note = self._resolved(note)
        return not isinstance(note, dict) or _is_one_of(self._at(note, "/Subtype"), _NOTES)

    def _leads_astray(self, entries: dict[str, object]) -> bool:
        address = self._at(entries, "/URI")
        if isinstance(address, dict):
            address = self._at(address, "/Base")
        return _is_words(address) and leads_astray(_words(address))

    def _at(self, entries: dict[str, object], key: str) -> Any:
        return self._resolved(entries.get(key))

    def _resolved(self, value: Any) -> object:
        for _ in range(_MOST_STEPS):
            if not (isinstance(value, str) and _REFERENCE.fullmatch(value)):
                return value
            part = self._parts.get(f"obj:{value}", {})
            value = part["stream"]["dict"] if "stream" in part else part.get("value")
        raise ValueError("references that lead nowhere")


def _is_one_of(value: object, names: frozenset[str]) -> bool:
    return isinstance(value, str) and value in names


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("u:", "b:"))


def _words(value: str) -> str:
    return value[2:] if value.startswith("u:") else bytes.fromhex(value[2:]).decode("latin-1")
