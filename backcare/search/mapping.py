"""Which columns the `search_fields` of a model give, and what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from modelsearch.backends.base import get_model_root
from modelsearch.index import (
    AutocompleteField,
    BaseField,
    FilterField,
    RelatedFields,
    SearchField,
    get_indexed_models,
)

from .columns import Column, Kind, kind_of

# A path leads from a model over its relations to one field of theirs.
Path = tuple[RelatedFields | BaseField, ...]


def label(model: type[Model]) -> str:
    """What a model is called in the index, such as "home.PlainPage"."""
    return f"{model._meta.app_label}.{model.__name__}"


def owner_id(model: type[Model], pk: object) -> str:
    """What all documents of one object have in common, and no other."""
    return f"{label(get_model_root(model))}:{pk}"


def types_of(model: type[Model]) -> list[str]:
    """The model and all that it inherits from, by their names in the index."""
    return [label(model), *(label(parent) for parent in model._meta.get_parent_list())]


def indexed_models(model: type[Model]) -> list[type[Model]]:
    """The indexed models that are of this kind: the model itself and those that inherit from it."""
    return [each for each in get_indexed_models() if issubclass(each, model)]


def search_fields(model: type[Model]) -> list[RelatedFields | BaseField]:
    """What an indexed model says is to be indexed."""
    fields: list[RelatedFields | BaseField] = model.get_search_fields()  # type: ignore[attr-defined]  # Indexed has it
    return fields


def indexed_objects(model: type[Model]) -> QuerySet[Model]:
    """The objects of an indexed model that may be in the index, in no order."""
    objects: QuerySet[Model] = model.get_indexed_objects()  # type: ignore[attr-defined]  # Indexed has it
    return objects


def paths(model: type[Model], kind: type[BaseField]) -> Iterator[Path]:
    """The paths from a model to each of its fields of one kind, through its relations as well."""
    yield from _paths(search_fields(model), kind)


def _paths(fields: list[RelatedFields | BaseField], kind: type[BaseField]) -> Iterator[Path]:
    for entry in fields:
        if isinstance(entry, RelatedFields):
            yield from ((entry, *rest) for rest in _paths(entry.fields, kind))
        elif isinstance(entry, kind):
            yield (entry,)


_PREFIXES = {SearchField: "w", AutocompleteField: "b", FilterField: "f"}


def column_of(model: type[Model], path: Path) -> Column:
    """The column in which the values at the end of a path stand."""
    *relations, last = path
    end = related_model(model, relations)
    prefix = next(letter for kind, letter in _PREFIXES.items() if isinstance(last, kind))
    name = "__".join([prefix, *relation_names(model, relations), *_own_name(end, last)])
    if isinstance(last, SearchField):
        return Column(name, Kind.WORDS)
    if isinstance(last, AutocompleteField):
        return Column(name, Kind.BEGINNINGS)
    kind = kind_of(last.get_type(end))
    return Column(name, kind, _places(end, last) if kind is Kind.DECIMAL else 0, _step(end, last))


def related_model(model: type[Model], relations: Sequence[RelatedFields | BaseField]) -> type[Model]:
    """The model to which some relations lead."""
    for relation in relations:
        model = relation.get_field(model).related_model
    return model


def relation_names(model: type[Model], relations: list[RelatedFields]) -> list[str]:
    """What the relations on a path are called in the names of columns."""
    names: list[str] = []
    for relation in relations:
        names += _own_name(model, relation)
        model = related_model(model, [relation])
    return names


def _own_name(model: type[Model], entry: RelatedFields | BaseField) -> list[str]:
    # Two models that inherit from one may have fields of one name and different types: both stand in one index.
    definition = entry.get_definition_model(model) or model
    name = entry.field_name if isinstance(entry, RelatedFields) else entry.get_attname(model)
    # A class that only lends its methods to models belongs to no application.
    home = (
        definition._meta.app_label
        if hasattr(definition, "_meta")
        else definition.__module__.replace(".", "_")
    )
    return [f"{home}_{definition.__name__}".lower(), name]


def _places(model: type[Model], entry: BaseField) -> int:
    try:
        return getattr(entry.get_field(model), "decimal_places", 0) or 0
    except FieldDoesNotExist:
        return 0


def _step(model: type[Model], entry: BaseField) -> int:
    return getattr(model, "steplen", 0) if entry.field_name == "path" else 0


def is_many(model: type[Model], relation: RelatedFields) -> bool:
    """Whether a relation can lead to several rows, so that filters have to speak of one row at a time."""
    related = relation.get_field(model)
    return bool(related.one_to_many or related.many_to_many)


@dataclass
class SearchedColumns:
    """The columns that a search looks into, each with the weight of its field."""

    weights: dict[Column, float] = field(default_factory=dict)

    def add(self, column: Column, weight: float | None) -> None:
        """Adds a column; where models disagree about the weight of a field, the greater one counts."""
        self.weights[column] = max(self.weights.get(column, 0), float(weight or 1))


def searched_columns(model: type[Model], kind: type[BaseField], names: list[str] | None) -> SearchedColumns:
    """The columns of SearchFields or AutocompleteFields: those of some names, or all, of a model and its kinds."""
    searched = SearchedColumns()
    weights = {
        entry.field_name: entry.boost for entry in search_fields(model) if isinstance(entry, SearchField)
    }
    for each in [model] if names else indexed_models(model):
        for path in paths(each, kind):
            last = path[-1]
            if names and (len(path) > 1 or last.field_name not in names):
                continue
            weight = last.boost if isinstance(last, SearchField) else weights.get(last.field_name)
            searched.add(
                column_of(each, path), weight if isinstance(last, SearchField) or len(path) == 1 else 1
            )
    return searched
