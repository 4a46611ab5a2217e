"""A document as JSON and back, for its way out of the process that read it."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import date
from typing import Any

from .document import BlockKind, Document, Link, Picture, ReaderNote, SetAside, TextBlock


def document_as_json(document: Document) -> bytes:
    """All of a document, its pictures as well."""
    return json.dumps(asdict(document), default=_plain, separators=(",", ":")).encode()


def document_from_json(data: bytes) -> Document:
    """The document that `document_as_json` wrote."""
    values: dict[str, Any] = json.loads(data)
    reviewed = values["proposed_review"]
    return Document(
        blocks=tuple(_block(block) for block in values["blocks"]),
        set_aside=tuple(SetAside(**aside) for aside in values["set_aside"]),
        notes=tuple(ReaderNote(**note) for note in values["notes"]),
        pictures=tuple(
            Picture(**{**picture, "data": b64decode(picture["data"])}) for picture in values["pictures"]
        ),
        proposed_review=date.fromisoformat(reviewed) if reviewed else None,
        source_format=values["source_format"],
    )


def _block(values: dict[str, Any]) -> TextBlock:
    return TextBlock(
        **{
            **values,
            "kind": BlockKind(values["kind"]),
            "cells": tuple(values["cells"]),
            "links": tuple(Link(**link) for link in values["links"]),
        }
    )


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
