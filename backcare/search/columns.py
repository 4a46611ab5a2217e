"""The columns of an index: what kind of value each holds, and how a value of Django becomes one of the engine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.utils import timezone
from tantivy import FieldType, SchemaBuilder

from .analysis import RAW, SPELLED, STEMMED, clean

# The longest term that the engine keeps, in characters; the rest of a longer value cannot be told apart.
_LONGEST_TERM = 15_000
_LEAST_INTEGER = -(2**63)
_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


# A value as the engine keeps it and compares it.
Stored = str | int | float


class Kind(Enum):
    """What a column is for; all but the first two are for filters, orders and facets."""

    WORDS = "words"  # searched by word forms
    BEGINNINGS = "beginnings"  # searched by the beginnings of words
    KEYWORD = "keyword"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    DURATION = "duration"
    DECIMAL = "decimal"


_OF_DJANGO = {
    "AutoField": Kind.INTEGER,
    "SmallAutoField": Kind.INTEGER,
    "BigAutoField": Kind.INTEGER,
    "IntegerField": Kind.INTEGER,
    "BigIntegerField": Kind.INTEGER,
    "SmallIntegerField": Kind.INTEGER,
    "PositiveIntegerField": Kind.INTEGER,
    "PositiveBigIntegerField": Kind.INTEGER,
    "PositiveSmallIntegerField": Kind.INTEGER,
    "FloatField": Kind.FLOAT,
    "BooleanField": Kind.BOOLEAN,
    "NullBooleanField": Kind.BOOLEAN,
    "DateField": Kind.DATE,
    "DateTimeField": Kind.MOMENT,
    "TimeField": Kind.TIME,
    "DurationField": Kind.DURATION,
    "DecimalField": Kind.DECIMAL,
}


def kind_of(field_type: str) -> Kind:
    """The kind of filter column for Django's name of a type of field, such as "DateField"."""
    return _OF_DJANGO.get(field_type, Kind.KEYWORD)


@dataclass(frozen=True)
class Column:
    """One column of an index: its name in the engine, its kind, and for decimals the number of places.

    A place in a tree (treebeard's materialised path) has the length of a `step` from one level to the next: all that
    lies above is a term of its own, for the engine looks through every path there is to find those that begin alike.
    """

    name: str
    kind: Kind
    places: int = 0
    step: int = 0

    @property
    def name_of_above(self) -> str:
        """The column beside this one, for a place and all that lies above it."""
        return f"{self.name}__above"

    def above(self, encoded: str) -> list[str]:
        """The places from the top of a tree down to this one."""
        return [encoded[:length] for length in range(self.step, len(encoded) + 1, self.step)]

    @property
    def engine_type(self) -> FieldType:
        """What the engine calls the type of a filter column that holds numbers."""
        return FieldType.Float if self.kind is Kind.FLOAT else FieldType.Integer

    @property
    def nothing(self) -> Stored:
        """What stands for no value where objects are counted by value; no value of the column is ever equal to it."""
        return _NOTHING.get(self.kind, _LEAST_INTEGER)

    def add_to(self, schema: SchemaBuilder) -> None:
        """Adds the column to a schema of the engine."""
        if self.kind is Kind.WORDS:
            schema.add_text_field(self.name, tokenizer_name=STEMMED, index_option="position")
        elif self.kind is Kind.BEGINNINGS:
            schema.add_text_field(self.name, tokenizer_name=SPELLED, index_option="freq")
        elif self.kind is Kind.KEYWORD:
            schema.add_text_field(self.name, tokenizer_name=RAW, index_option="basic", fast=True)
            if self.step:
                schema.add_text_field(self.name_of_above, tokenizer_name=RAW, index_option="basic")
        elif self.kind is Kind.FLOAT:
            schema.add_float_field(self.name, indexed=True, fast=True)
        else:
            schema.add_integer_field(self.name, indexed=True, fast=True)

    def encode(self, value: object) -> Stored:
        """`value` as the engine stores it; ValueError or TypeError if it is none for this kind of column.

        Dates are days since the year 1 (`toordinal`), moments microseconds since 1970 in UTC, times and durations
        microseconds, decimals whole numbers of their last place. A keyword is cut after 15,000 characters.
        """
        return _ENCODERS[self.kind](value, self.places)

    def decode(self, value: Stored) -> object:
        """What `encode` was given, from what the engine says."""
        decoder = _DECODERS.get(self.kind)
        return decoder(value, self.places) if decoder else value


def texts(value: object) -> Iterable[str]:
    """Each piece of text in the value of a searched field, whatever that field is."""
    if value is None:
        return
    if isinstance(value, Manager | QuerySet):
        value = value.all()
    if isinstance(value, list | tuple | set | frozenset | QuerySet):
        for item in value:
            yield from texts(item)
    else:
        yield clean(value.isoformat() if isinstance(value, time) else str(value))


def values(value: object) -> Iterable[object]:
    """Each single value in that of a filter field; of a record its primary key."""
    if isinstance(value, Manager | QuerySet):
        value = value.values_list("pk", flat=True)
    if isinstance(value, list | tuple | set | frozenset | QuerySet):
        for item in value:
            yield from values(item)
    elif value is not None:
        yield value.pk if isinstance(value, Model) else value


def _keyword(value: object, places: int) -> str:
    # A NUL would end the term, and half a character cannot be written.
    return str(value).replace("\x00", "").encode("utf-8", "replace").decode()[:_LONGEST_TERM]


def _date(value: date | str, places: int) -> int:
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    elif isinstance(value, str):
        value = date.fromisoformat(value)
    return value.toordinal()


def _moment(value: date | str, places: int) -> int:
    if isinstance(value, str):
        moment = datetime.fromisoformat(value)
    else:
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return (moment - _EPOCH) // _MICROSECOND


def _time(value: time | str, places: int) -> int:
    moment = time.fromisoformat(value) if isinstance(value, str) else value
    return (datetime.combine(date.min, moment.replace(tzinfo=None)) - datetime.min) // _MICROSECOND


def _decimal(value: Decimal | float | str, places: int) -> int:
    return int((Decimal(value) * 10**places).to_integral_value())


def _integer(value: float | str, places: int) -> int:
    number = int(value)
    if not _LEAST_INTEGER < number < 2**63:
        raise ValueError("The number is too large for an index.")
    return number


# A keyword holds no NUL, and no number is so small.
_NOTHING: dict[Kind, Stored] = {Kind.KEYWORD: "\x00", Kind.FLOAT: -sys.float_info.max}
# Any: each takes the values of its own kind of field, and says TypeError, ValueError or AttributeError to others.
_ENCODERS: dict[Kind, Callable[[Any, int], Stored]] = {
    Kind.KEYWORD: _keyword,
    Kind.INTEGER: _integer,
    Kind.FLOAT: lambda value, places: float(value),
    Kind.BOOLEAN: lambda value, places: int(bool(value)),
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.TIME: _time,
    Kind.DURATION: lambda value, places: value // _MICROSECOND,
    Kind.DECIMAL: _decimal,
}
_DECODERS: dict[Kind, Callable[[Stored, int], object]] = {
    Kind.INTEGER: lambda value, places: int(value),
    Kind.BOOLEAN: lambda value, places: bool(value),
    Kind.DATE: lambda value, places: date.fromordinal(int(value)),
    Kind.MOMENT: lambda value, places: _EPOCH + int(value) * _MICROSECOND,
    Kind.TIME: lambda value, places: (datetime.min + int(value) * _MICROSECOND).time(),
    Kind.DURATION: lambda value, places: int(value) * _MICROSECOND,
    Kind.DECIMAL: lambda value, places: Decimal(int(value)).scaleb(-places),
}
