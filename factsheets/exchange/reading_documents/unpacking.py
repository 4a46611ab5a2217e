"""The parts of a document that is a ZIP archive, within limits. Nothing is ever written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from ..formats.document import DocumentRefused
from .limits import (
    MAX_ELEMENTS,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_BYTES,
    RATIO_COUNTS_FROM,
)

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)


class Package:
    """An archive whose directory has been looked at before anything is unpacked."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise DocumentRefused(
                f"{name} is broken: its archive cannot be opened. Save it once more."
            ) from None
        entries = self._archive.infolist()
        self._refuse(entries)
        self._entries = {entry.filename: entry for entry in entries}
        self._room = MAX_UNPACKED_BYTES

    def _refuse(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > MAX_ENTRIES:
            raise DocumentRefused(
                f"{self.name} has {len(entries):,} parts, more than the {MAX_ENTRIES:,} of any document."
            )
        if len({entry.filename for entry in entries}) < len(entries):
            raise DocumentRefused(
                f"{self.name} holds two parts of one name: it was made by no word processor."
            )
        for entry in entries:
            if entry.flag_bits & 1:
                raise DocumentRefused(f"{self.name} has a password: save it without one and try again.")
            if ".." in entry.filename.replace("\\", "/").split("/") or entry.filename.startswith(("/", "\\")):
                raise DocumentRefused(
                    f"{self.name} holds a part that points outside the document: it is not opened."
                )
            if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(
                1, entry.compress_size
            ):
                raise DocumentRefused(
                    f"{self.name} unpacks to far more than a document holds: it is not opened."
                )
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
            raise DocumentRefused(
                f"{self.name} unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB: take large pictures out, and "
                "save it once more."
            )

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    @property
    def parts(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def read(self, part: str, limit: int = MAX_UNPACKED_BYTES) -> bytes:
        """The bytes of a part; raises `DocumentRefused` when it is missing, broken or larger than it says."""
        entry = self._entries.get(part)
        if entry is None:
            raise DocumentRefused(f"{self.name} is broken: its part “{part[:80]}” is missing.")
        if entry.file_size > min(limit, self._room):
            raise DocumentRefused(f"{self.name} is too large inside: its part “{part[:80]}” is not opened.")
        try:
            with self._archive.open(entry) as stream:
                data = stream.read(entry.file_size + 1)
        except _BROKEN:
            raise DocumentRefused(
                f"{self.name} is broken: its part “{part[:80]}” cannot be unpacked."
            ) from None
        self._room -= len(data)
        return data

    def xml(self, part: str) -> etree._Element:
        """The root of a part that is XML."""
        return parse_xml(self.read(part, MAX_XML_BYTES), self.name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of XML without entities, DTDs or anything from elsewhere. Raises `DocumentRefused`."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise DocumentRefused(
            f"{name} is broken or nested too deeply: its XML cannot be read. Save it once more."
        ) from None
    if root is None or root.getroottree().docinfo.doctype:
        raise DocumentRefused(
            f"{name} declares entities of its own, which no word processor does: it is not opened."
        )
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise DocumentRefused(f"{name} has more parts inside than a factsheet of any length: it is not read.")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute by its name without a namespace; "" when it is not there."""
    if element is None:
        return ""
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


def child_of(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element on a path of names without namespaces; None when there is none."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element
