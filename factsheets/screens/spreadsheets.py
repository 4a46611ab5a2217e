"""What every spreadsheet that leaves the admin has in common: its cells are words and figures, never formulas."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from typing_extensions import override
from wagtail.admin.views.mixins import SpreadsheetExportMixin

#: A spreadsheet program takes a cell that begins with one of these for a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Control characters that no XLSX file can carry.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def safe_in_a_spreadsheet(value: object) -> object:
    """Words with an apostrophe before them where a spreadsheet program would calculate; all else as it is."""
    if not isinstance(value, str):
        return value
    words = _UNWRITABLE.sub("", value)
    return f"'{words}" if words.startswith(_FORMULA_STARTS) else words


def without_the_apostrophe(words: str) -> str:
    """What `safe_in_a_spreadsheet` made of these words, taken back when such a spreadsheet comes in again."""
    return words[1:] if words.startswith("'") and words[1:].startswith(_FORMULA_STARTS) else words


class SafeExport(SpreadsheetExportMixin):
    """For every view that exports, before its other bases: no cell and no heading is a formula, as CSV and as XLSX."""

    @override
    def preprocess_field_value(self, field: str, value: object, export_format: str) -> object:
        return safe_in_a_spreadsheet(super().preprocess_field_value(field, value, export_format))

    @override
    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        return str(safe_in_a_spreadsheet(super().get_heading(queryset, field)))
