"""How the documents of one index are laid out: its columns, and the engine's index for them."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path as FolderPath

from django.db.models import Model
from modelsearch.index import AutocompleteField, FilterField, SearchField
from tantivy import Document, Index, Schema, SchemaBuilder

from .analysis import RAW, SPELLED, analysers
from .columns import Column
from .index_documents import OWNER, PK, PK_NUMBER, ROWS, TYPES, documents_of
from .index_documents import SPELLED as SPELLED_COLUMN
from .mapping import column_of, indexed_models, owner_id, paths

# Raised when the same columns are filled differently, so that older indexes are built anew.
_EDITION = 3


class Layout:
    """The layout of the index for one root model and all models that inherit from it."""

    def __init__(self, root_model: type[Model]) -> None:
        self.root_model = root_model

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every column that a field gives, in a fixed order."""
        found: dict[str, Column] = {}
        for model in indexed_models(self.root_model):
            for kind in (SearchField, AutocompleteField, FilterField):
                for path in paths(model, kind):
                    column = column_of(model, path)
                    found.setdefault(column.name, column)
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def schema(self) -> Schema:
        """The columns for the engine."""
        schema = SchemaBuilder()
        for name in (OWNER, TYPES, ROWS, PK):
            schema.add_text_field(
                name, stored=name in (OWNER, PK), tokenizer_name=RAW, index_option="basic", fast=name == PK
            )
        schema.add_integer_field(PK_NUMBER, indexed=True, fast=True)
        schema.add_text_field(SPELLED_COLUMN, tokenizer_name=SPELLED, index_option="basic")
        for column in self.columns:
            column.add_to(schema)
        return schema.build()

    @property
    def fingerprint(self) -> str:
        """Another one if an index that was made before cannot be used any more."""
        parts = [str(_EDITION), version("tantivy"), *(repr(column) for column in self.columns)]
        return sha256("\n".join(parts).encode()).hexdigest()

    def open(self, folder: FolderPath) -> Index:
        """The engine's index in a folder; in an empty one it is made."""
        index = Index(self.schema, path=str(folder))
        for name, analyser in analysers().items():
            index.register_tokenizer(name, analyser)
        index.config_reader("manual")
        return index

    def owner_id(self, model: type[Model], pk: object) -> str:
        """What all documents of one object have in common."""
        return owner_id(model, pk)

    def documents(self, obj: Model) -> list[Document]:
        """All documents of one object."""
        return documents_of(obj)
