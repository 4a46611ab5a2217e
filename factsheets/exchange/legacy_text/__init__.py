"""Reads BackCare's legacy factsheets, plain text files: the stages are the files of this package."""

from .decoding import MAX_BYTES, UnreadableDocument, decode, refuse_size
from .reading import read_document

__all__ = ["MAX_BYTES", "UnreadableDocument", "decode", "read_document", "refuse_size"]
