"""What lies in a folder, in a ZIP or among many files: each document, and a sentence for whatever is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from factsheets.exchange.shared_records import ExchangeError
from factsheets.language.one_line import on_one_line

#: So many documents at once; a charity has some hundred.
MOST_DOCUMENTS = 500
#: So many bytes has one document at most.
MOST_BYTES = 20_000_000
#: What a ZIP may grow to when it is unpacked, and how much smaller than that it may be: text shrinks to a fifth, a bomb to a thousandth.
MOST_UNPACKED, MOST_RATIO = 300_000_000, 100
#: A file smaller than this may shrink as it likes.
_SMALL = 1_000_000

#: What systems and programs leave lying about, by its name.
_LITTER = {"thumbs.db", "desktop.ini", "__macosx", "ehthumbs.db", "icon\r"}
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
#: What every office document of today and every e-book has: they are ZIPs too, but no folders of documents.
_OF_A_DOCUMENT = ("[Content_Types].xml", "mimetype")
_ENCRYPTED = 0x1
#: A file in whose name nothing can be seen.
_NAMELESS = "document"


@dataclass(frozen=True, kw_only=True)
class Found:
    """One document: its bytes, or the sentence that refuses it. With neither it is left out, and `left_out` says why.

    Whatever the file is called, its name is one line, and so is each sentence about it.
    """

    name: str
    data: bytes = b""
    refused: str = ""
    left_out: str = ""

    def __post_init__(self) -> None:
        for field in ("name", "refused", "left_out"):
            object.__setattr__(self, field, on_one_line(getattr(self, field)))
        if not self.name:
            object.__setattr__(self, "name", _NAMELESS)


def collect_path(path: Path) -> Iterator[Found]:
    """A file, a ZIP, or all that lies in a folder and the folders in it, by name."""
    try:
        if not path.is_dir():
            yield from _collect_file(path, path.name)
            return
        found = sorted(each for each in path.rglob("*") if not each.is_dir())
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror}.") from None
    if not found:
        raise ExchangeError(f"There is no document in the folder {path}: check the path.")
    for each in found:
        yield from _collect_file(each, each.relative_to(path).as_posix())


def collect_upload(data: bytes, name: str) -> Iterator[Found]:
    """A file that was sent, or each document in it if it is a ZIP."""
    if _is_litter(name):
        yield Found(name=name, left_out=_why_left_out(name))
    elif names := _names_in_archive(data):
        yield from _collect_archive(data, name, names)
    else:
        yield _document(data, name)


def refuse_too_many(number: int) -> None:
    """`ExchangeError` where there are more documents than are taken at once."""
    if number > MOST_DOCUMENTS:
        raise ExchangeError(
            f"That is more than {MOST_DOCUMENTS} documents: bring them in in several parts, one after the other."
        )


def _collect_file(path: Path, name: str) -> Iterator[Found]:
    if _is_litter(name):
        yield Found(name=name, left_out=_why_left_out(name))
        return
    try:
        size = path.stat().st_size
        if size > MOST_BYTES and not name.lower().endswith(".zip"):
            yield Found(name=name, refused=_too_large(name, size))
            return
        if size > MOST_UNPACKED:
            yield Found(name=name, refused=f"{name} is far too large: pack fewer documents into one ZIP.")
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield Found(name=name, refused=f"There is no file {path}: check the path.")
        return
    except OSError as error:
        yield Found(name=name, refused=f"{path} cannot be read: {error.strerror}.")
        return
    yield from collect_upload(data, name)


def _names_in_archive(data: bytes) -> list[str] | None:
    """The names in a ZIP of documents; None for everything else, a Word document too."""
    if not data.startswith(b"PK"):
        return None
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, LargeZipFile, NotImplementedError, ValueError, OSError):
        return None
    return None if any(mark in names for mark in _OF_A_DOCUMENT) else names


def _collect_archive(data: bytes, name: str, names: list[str]) -> Iterator[Found]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if refusal := _what_is_wrong_with(entries, len(data), name):
                yield Found(name=name, refused=refusal)
                return
            for entry in entries:
                yield _unpacked(archive, entry)
    except (BadZipFile, LargeZipFile, OSError) as error:
        raise ExchangeError(
            f"{on_one_line(name)} is damaged and cannot be unpacked: make the ZIP again."
        ) from error


def _what_is_wrong_with(entries: list[ZipInfo], packed: int, name: str) -> str:
    documents = [entry for entry in entries if not _is_litter(entry.filename)]
    unpacked = sum(entry.file_size for entry in entries)
    if len(documents) > MOST_DOCUMENTS or len(entries) > 4 * MOST_DOCUMENTS:
        return f"{name} has more than {MOST_DOCUMENTS} documents: make several ZIPs of them."
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > packed * MOST_RATIO):
        return (
            f"{name} is far larger when it is unpacked than a folder of documents is, so it was not opened."
        )
    for entry in entries:
        if _leads_out(entry.filename):
            return f"{name} has a file that would lie outside its own folder (“{entry.filename}”), so it was not opened."
    return "" if documents else f"There is no document in {name}."


def _unpacked(archive: ZipFile, entry: ZipInfo) -> Found:
    name = entry.filename
    if _is_litter(name):
        return Found(name=name, left_out=_why_left_out(name))
    if entry.flag_bits & _ENCRYPTED:
        return Found(name=name, refused=f"{name} is locked with a password: pack it without one.")
    if entry.file_size > MOST_BYTES:
        return Found(name=name, refused=_too_large(name, entry.file_size))
    if name.lower().endswith(_ARCHIVES):
        return Found(name=name, refused=_NESTED.format(name))
    try:
        with archive.open(entry) as file:
            data = file.read(MOST_BYTES + 1)
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError):
        return Found(name=name, refused=f"{name} is damaged in the ZIP: make the ZIP again.")
    if _names_in_archive(data) is not None:
        return Found(name=name, refused=_NESTED.format(name))
    return _document(data, name)


_NESTED = "{} is an archive within an archive: unpack it, and bring in what lies in it."


def _document(data: bytes, name: str) -> Found:
    if len(data) > MOST_BYTES:
        return Found(name=name, refused=_too_large(name, len(data)))
    if not data:
        return Found(name=name, refused=f"{name} is empty: look whether it was saved, and bring it in again.")
    if name.lower().endswith(_ARCHIVES):
        return Found(
            name=name, refused=f"{name} cannot be unpacked: bring in its documents, or a ZIP of them."
        )
    return Found(name=name, data=data)


def _too_large(name: str, size: int) -> str:
    return (
        f"{name} has {size / 1_000_000:.1f} MB, more than the {MOST_BYTES // 1_000_000} MB that a document may have: "
        "cut it down to the text of one factsheet."
    )


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":" or "\0" in name


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith((".", "~$")) or part.casefold() in _LITTER for part in parts if part != "..")


def _why_left_out(name: str) -> str:
    return f"{name} is a hidden file of a system or a program, and no document."
