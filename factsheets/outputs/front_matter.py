"""The front matter of a factsheet file: dataclasses to YAML and back, driven by their fields."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import yaml
from rapidfuzz import fuzz, process

from factsheets.language import vocabulary as policy

#: How like a name of a field is to what was written for it, at least, of 100 (rapidfuzz's ratio).
_LIKE_A_NAME = 60

#: The vocabulary of each field that carries a choice, by the class's and the field's name.
CHOICES = {
    ("ParsedFactsheet", "certainty"): policy.Certainty,
    ("ParsedFactsheet", "contraindication_state"): policy.ContraindicationState,
    ("ParsedFactsheet", "regulation"): policy.Regulation,
    ("ParsedSuitability", "verdict"): policy.Verdict,
    ("ParsedPainPattern", "aspect"): policy.Aspect,
    ("ParsedContactCheck", "fact"): policy.ContactFact,
    ("ParsedResource", "kind"): policy.ResourceKind,
    ("ParsedResource", "availability"): policy.Availability,
    ("ParsedSource", "kind"): policy.SourceKind,
    ("ParsedSource", "status"): policy.SourceStatus,
    ("ParsedCitation", "section"): policy.Section,
    ("ParsedCitation", "stance"): policy.Stance,
}

#: The fields of which a row has exactly one.
ONE_OF = {
    "ParsedSuitability": ("condition", "pattern"),
    "ParsedRelatedItem": ("factsheet", "resource", "pending_title"),
}


class FrontMatterError(ValueError):
    """One sentence; `line` counts from 1 within the front matter, or is None."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line


class _Dumper(yaml.SafeDumper):
    """Lists stand in from their key; text of several lines is a block."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text.strip() and not text[0].isspace() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def dump(value: object, leave_out: tuple[str, ...] = ()) -> str:
    """The YAML of a dataclass, in the order of its fields, without those that say nothing.

    None is left out everywhere. In the outer value an empty text or list is written: it is not silence.
    """
    plain = _plain(value, leave_out, keep_empty=True)
    return yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9)


def _plain(value: object, leave_out: tuple[str, ...] = (), *, keep_empty: bool = False) -> object:
    if isinstance(value, tuple):
        return [_plain(element) for element in value]
    if not is_dataclass(value):
        return value
    chosen = {field.name: (getattr(value, field.name), field.default) for field in fields(value)}
    return {
        name: _plain(content)
        for name, (content, default) in chosen.items()
        if name not in leave_out
        and content is not None
        and (keep_empty or content not in ("", ()) or content != default)
    }


def texts_within(value: object) -> Iterator[str]:
    """Every text anywhere in a dataclass."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for element in value:
            yield from texts_within(element)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_within(getattr(value, field.name))


def load(text: str, kind: type, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """The values for the fields of dataclass `kind`, by name; `FrontMatterError` says what is wrong.

    A plain scalar is the text that stands there, so `1.20`, `yes` and `2016` need no quotes to be words.
    """
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(
            f"the front matter is not valid YAML ({error.problem or error.context}); "
            "put quotes around text that has a colon, a hash or quotes in it",
            mark.line + 1 if mark else None,
        ) from error
    except yaml.YAMLError as error:
        raise FrontMatterError(
            "the front matter has a character that YAML does not allow; delete it"
        ) from error
    if node is None:
        raise FrontMatterError("the front matter is empty; give it a title at least")
    return _read_fields(node, kind, "the front matter", leave_out)


def _read_fields(node: yaml.Node, kind: type, place: str, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    if not isinstance(node, yaml.MappingNode):
        raise _error(node, f"{place} must be a list of “name: value” lines")
    known = _fields(kind)
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in leave_out:
            raise _error(
                key_node, f"“{key}” is a section; write it below the front matter, under a ## heading"
            )
        if key not in known:
            guess = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=_LIKE_A_NAME)
            hint = (
                f"did you mean “{guess[0]}”?"
                if guess
                else "known are " + ", ".join(sorted(set(known) - set(leave_out)))
            )
            raise _error(key_node, f"{place} has the unknown key “{key}”; {hint}")
        if key in values:
            raise _error(key_node, f"{place} has “{key}” twice; keep one")
        field, hint = known[key]
        values[key] = _read_value(value_node, hint, key)
        _check(value_node, kind, field, values[key])
    missing = [name for name, (field, _) in known.items() if field.default is MISSING and name not in values]
    if missing:
        raise _error(node, f"{place} has no “{missing[0]}”; add it")
    one_of = ONE_OF.get(kind.__name__, ())
    if one_of and sum(bool(values.get(name)) for name in one_of) != 1:
        raise _error(node, f"{place} must have exactly one of " + ", ".join(f"“{name}”" for name in one_of))
    return values


@cache
def _fields(kind: type) -> dict[str, tuple[Field[object], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def _read_value(node: yaml.Node, hint: Any, key: str) -> object:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    if get_origin(hint) is tuple:
        if not isinstance(node, yaml.SequenceNode):
            raise _error(node, f"“{key}” must be a list, each entry after a “- ” (or [] for none)")
        return tuple(_read_value(child, get_args(hint)[0], key) for child in node.value)
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(**_read_fields(node, hint, f"an entry of “{key}”" if key.endswith("s") else f"“{key}”"))
    if not isinstance(node, yaml.ScalarNode):
        raise _error(node, f"“{key}” must be one text, not a list")
    return _SCALARS[hint](node, key)


def _read_date(node: yaml.ScalarNode, key: str) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", node.value, re.ASCII):
            return date.fromisoformat(node.value)
    except ValueError:
        pass
    raise _error(node, f"“{key}” is “{node.value}”, which is no date; write it like 2026-08-06")


def _read_number(node: yaml.ScalarNode, key: str) -> int:
    if not re.fullmatch(r"\d{1,9}", node.value, re.ASCII):
        raise _error(node, f"“{key}” is “{node.value}”, which is no whole number; write it like 2016")
    return int(node.value)


_SCALARS = {str: lambda node, _key: node.value, date: _read_date, int: _read_number}


def _check(node: yaml.Node, kind: type, field: Field[object], value: object) -> None:
    choices = CHOICES.get((kind.__name__, field.name))
    if choices and value not in choices.values:
        raise _error(node, f"“{field.name}” is “{value}”; choose one of " + ", ".join(choices.values))
    if field.default is MISSING and isinstance(value, str) and not value.strip():
        raise _error(node, f"“{field.name}” is empty; write what it is")


def _error(node: yaml.Node, sentence: str) -> FrontMatterError:
    return FrontMatterError(sentence, node.start_mark.line + 1)
