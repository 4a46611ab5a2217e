"""Plain values as JSON and back: dataclasses of words, numbers, days, tuples and other such dataclasses."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_json(value: Any) -> Any:
    """What `json` takes: a dataclass as its fields, without those that hold what they begin with."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_json(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [to_json(each) for each in value]
    if isinstance(value, dict):
        return {key: to_json(each) for key, each in value.items()}
    return value


def from_json(kind: type[Value], stored: Any) -> Value:
    """The value of that kind that was stored. What a newer or an older version wrote and this one does not know is left out."""
    made: Value = _made(kind, stored)
    return made


def _made(kind: Any, stored: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if stored is None:
            return None
        return _made(next(each for each in inner if each is not NoneType), stored)
    if origin is tuple:
        if inner[1:] == (...,):
            return tuple(_made(inner[0], each) for each in stored)
        return tuple(_made(each, value) for each, value in zip(inner, stored, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        known = _hints(kind)
        made: Any = kind
        return made(**{name: _made(known[name], each) for name, each in stored.items() if name in known})
    return date.fromisoformat(stored) if kind is date else stored


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
