"""A layout of two columns, small enough to see through, in place of that which is made of search fields."""

from pathlib import Path

import tantivy
from django.db.models import Model


class PlainLayout:
    """Tells the index the words of `str(obj)`."""

    def __init__(self, fingerprint: str = "plain") -> None:
        self.fingerprint = fingerprint

    def open(self, folder: Path) -> tantivy.Index:
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("_owner", stored=True, tokenizer_name="raw")
        schema.add_text_field("text", stored=True)
        return tantivy.Index(schema.build(), path=str(folder))

    def owner_id(self, model: type[Model], pk: object) -> str:
        return str(pk)

    def documents(self, obj: Model) -> list[tantivy.Document]:
        return [document(str(obj.pk), str(obj))]


def document(owner: str, text: str) -> tantivy.Document:
    """What the index is told about one object."""
    return tantivy.Document(_owner=owner, text=text)


def owners(searcher: tantivy.Searcher) -> dict[str, str]:
    """The text of each owner in the index; a text of two lines would mean two documents of one owner."""
    found: dict[str, str] = {}
    for _score, address in searcher.search(tantivy.Query.all_query(), limit=100_000).hits:
        read = searcher.doc(address)
        owner, text = read.get_first("_owner"), read.get_first("text")
        found[owner] = f"{found[owner]}\n{text}" if owner in found else text
    return found
