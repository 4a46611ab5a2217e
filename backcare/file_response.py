"""A stored file as an answer: conditions, ranges of bytes, and a name to keep it under (RFC 9110)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

#: One range; several at once, and whatever cannot be read, are answered with the whole file, as the standard allows.
_ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class ByteRange(NamedTuple):
    """The first and the last byte of a part; there is no such part where the last comes before the first."""

    first: int
    last: int


class _Part:
    """A file that begins at one byte of another and ends at a later one. A server that finds its length sends it by itself."""

    def __init__(self, file: BinaryIO, span: ByteRange) -> None:
        file.seek(span.first)
        self._file, self._first, self._size = file, span.first, span.last - span.first + 1

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell() - self._first

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self.tell(), os.SEEK_END: self._size}[whence]
        return self._file.seek(self._first + start + offset) - self._first

    def read(self, size: int = -1) -> bytes:
        left = max(self._size - self.tell(), 0)
        return self._file.read(left if size < 0 else min(size, left))

    def close(self) -> None:
        self._file.close()


def file_response(
    request: HttpRequest, path: Path, *, content_type: str, name: str, inline: bool
) -> HttpResponseBase:
    """The file, a part of it (206), or why there is none: unchanged (304), another one (412), too short (416)."""
    found = path.stat()
    size, changed_at = found.st_size, int(found.st_mtime)
    etag = f'"{found.st_mtime_ns:x}-{size:x}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag, last_modified=changed_at)
    if response is None:
        span = _span(request, size, etag, http_date(changed_at))
        response = _bytes(path, size, span, content_type)
        response.headers["Accept-Ranges"] = "bytes"
        response.headers["Content-Disposition"] = content_disposition_header(not inline, name) or "inline"
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(changed_at)
    return response


def _bytes(path: Path, size: int, span: ByteRange | None, content_type: str) -> HttpResponseBase:
    if span is None:
        return FileResponse(path.open("rb"), content_type=content_type)
    if span.last < span.first:
        return HttpResponse(
            status=416, content_type=content_type, headers={"Content-Range": f"bytes */{size}"}
        )
    response = FileResponse(_Part(path.open("rb"), span), status=206, content_type=content_type)
    response.headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    response.headers["Content-Length"] = str(span.last - span.first + 1)
    return response


def _span(request: HttpRequest, size: int, etag: str, changed: str) -> ByteRange | None:
    """What was asked for; None for the whole file. A reader with a part of an older file gets the whole new one."""
    asked = _ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not asked or request.headers.get("If-Range", etag) not in (etag, changed):
        return None
    first, last = asked.groups()
    if not first:
        # The last so many bytes: of an empty file, or none of them, there is no part.
        return ByteRange(max(size - int(last), 0), size - 1) if last else None
    if last and int(last) < int(first):
        return None
    return ByteRange(int(first), min(int(last), size - 1) if last else size - 1)
