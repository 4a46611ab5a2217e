"""Codes that others hand out are checked when they are typed: ISBN, phone, DOI, PubMed, SNOMED CT, ICD-10."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from factsheets.models import Association, Condition, Resource, Source

GOOD = [
    (Resource, "isbn", ["0306406152", "0-306-40615-2", "9780306406157", "978-0-306-40615-7"]),
    (Association, "phone", ["01606 786782", "+44 1606 786782", "020 7946 0000", "0800 1111"]),
    (Association, "fax", ["01606 786783"]),
    (Association, "email", ["office@example.org"]),
    (Association, "website", ["https://example.org", "http://www.example.org/a-page/"]),
    (Source, "doi", ["10.1136/bmj.a884", "10.1000/182"]),
    (Source, "pmid", ["18713809", "1"]),
    (Source, "year", [1800, 2026]),
    (Condition, "snomed_ct", ["161891005", "123456"]),
    (Condition, "icd_10", ["M54", "M54.5"]),
]
BAD = [
    (Resource, "isbn", ["0306406153", "978030640615", "9780306406158", "ISBN", "12"]),
    (Association, "phone", ["ring us", "12", "01606 786782 786782 786"]),
    (Association, "fax", ["none"]),
    (Association, "email", ["office", "office@", "of fice@example.org"]),
    (Association, "website", ["example", "www.medical acupuncture.co.uk", "javascript:alert(1)"]),
    (Source, "doi", ["https://doi.org/10.1136/bmj.a884", "10.1136", "bmj.a884", "10.1136/bmj a884"]),
    (Source, "pmid", ["PMID 1", "1234567890", "1\n"]),
    (Source, "year", [1799, 2201, -1]),
    (Condition, "snomed_ct", ["12345", "1234567890123456789", "abc"]),
    (Condition, "icd_10", ["54", "m54", "M5", "M54.", "M54.56789"]),
]


def cases(table: list) -> list:
    return [(model, field, value) for model, field, values in table for value in values]


@pytest.mark.parametrize(("model", "field", "value"), cases(GOOD))
def test_a_good_code_is_taken(model, field, value):
    assert model._meta.get_field(field).clean(value, None) == value


@pytest.mark.parametrize(("model", "field", "value"), cases(BAD))
def test_a_bad_code_is_refused_in_a_sentence(model, field, value):
    with pytest.raises(ValidationError) as refusal:
        model._meta.get_field(field).clean(value, None)
    assert refusal.value.messages[0].endswith(".")
