"""The records that the documents of a batch would make, each once, with those of the library that are called much alike."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from rapidfuzz import fuzz, process

from factsheets.exchange.formats.plan import DocumentPlan, PlannedRecord
from factsheets.exchange.formats.values_in_json import from_json
from factsheets.exchange.models.batch import BatchDocument, ImportBatch

#: How alike two names are at least, from 0 to 100 (rapidfuzz's ratio of their words in any order).
_ALIKE = 82
_MOST_NEAR = 3


def new_records(batch: ImportBatch) -> list[dict[str, Any]]:
    """For the screen: kind and name, the names near it, and the documents that name it."""
    found: dict[str, dict[str, Any]] = {}
    for document in batch.documents.filter(state=BatchDocument.State.PLANNED):
        for draft in from_json(DocumentPlan, document.plan).drafts:
            for record in draft.records:
                if record.exists:
                    continue
                entry = found.setdefault(record.key, _entry(record))
                if document.place not in entry["documents"]:
                    entry["documents"].append(document.place)
    names = {kind: _names_of(kind) for kind in {entry["kind"] for entry in found.values()}}
    for entry in found.values():
        entry["near"] = _near(entry["name"], names[entry["kind"]])
    return sorted(found.values(), key=lambda entry: (entry["label"], entry["name"].casefold()))


def _entry(record: PlannedRecord) -> dict[str, Any]:
    return {
        "key": record.key,
        "kind": record.kind,
        "label": record.label,
        "name": record.name,
        "documents": [],
    }


def _names_of(kind: str) -> dict[int, str]:
    model = apps.get_model("factsheets", kind)
    return dict(model._default_manager.values_list("pk", model.known_by))


def _near(name: str, names: dict[int, str]) -> list[list[Any]]:
    """Key and name of those that a person may mean."""
    found = process.extract(
        name,
        names,
        scorer=fuzz.token_sort_ratio,
        processor=str.casefold,
        score_cutoff=_ALIKE,
        limit=_MOST_NEAR,
    )
    return [[pk, other] for other, _score, pk in found]
