"""A form with files is taken as a whole or not at all: with its closing mark, and in the letters that every browser sends."""

from __future__ import annotations

import codecs
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.datastructures import MultiValueDict

#: UTF-8 whose faults are never replaced, though Django's parser asks for that.
_STRICTLY = "utf_8_strictly"
#: Line ends that may follow the closing mark.
_LINE_ENDS = b"\r\n"


class HalfAForm(MultiPartParserError):
    """The body ends before its closing mark."""


class OtherLetters(MultiPartParserError):
    """A field is not written in UTF-8."""


class WholeForms(FileUploadHandler):
    """The first of `FILE_UPLOAD_HANDLERS`: Django's own parser, which would take the half for the whole, is looked after."""

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, Any],
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, Any]]:
        """Read all of it with the other handlers; refuse what has no end or cannot be read."""
        assert self.request is not None  # noqa: S101 - Django gives every handler its request
        end = b"--" + boundary + b"--"
        body: Any = _WithItsEnd(input_data, len(end) + len(_LINE_ENDS))
        parser = MultiPartParser(META, body, list(self.request.upload_handlers[1:]), _STRICTLY)
        try:
            posted, files = parser.parse()
        except UnicodeDecodeError as error:
            raise OtherLetters("A field is not written in UTF-8.") from error
        if not body.end.rstrip(_LINE_ENDS).endswith(end):
            for _name, several in files.lists():
                for file in several:
                    file.close()
            raise HalfAForm("The body ends before its closing mark.")
        return posted, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Never asked: the other handlers get it."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Never asked, too."""


class _WithItsEnd:
    """What is read goes through; only its last bytes are kept."""

    def __init__(self, stream: Any, kept: int) -> None:
        self._stream = stream
        self._kept = kept
        self.end = b""

    def read(self, size: int) -> bytes:
        """As many bytes as are asked for."""
        data: bytes = self._stream.read(size)
        self.end = (self.end + data[-self._kept :])[-self._kept :]
        return data


def _find_codec(name: str) -> codecs.CodecInfo | None:
    if name != _STRICTLY:
        return None
    return codecs.CodecInfo(
        codecs.utf_8_encode,
        lambda data, errors="strict": codecs.utf_8_decode(data, "strict", True),
        name=name,
    )


codecs.register(_find_codec)
