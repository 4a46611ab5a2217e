"""The report "Sign-offs": who decided about which words, as what, and on what grounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from factsheets.governed.models.governed_text import GovernedText
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.publication.models.unsigned_words import unsigned_factsheets
from factsheets.screens.report import Report, day_column, day_in_words, people
from factsheets.signing.models.sign_off import SIGNED_TEXTS, SignOff, SignOffQuerySet
from factsheets.signing.models.signed_off import SignedOff


class SignOffFilters(WagtailFilterSet):
    """By kind of text, outcome, person and period."""

    text = django_filters.ChoiceFilter(
        label="Kind of text",
        method="filter_text",
        choices=[(name, name.replace("_", " ").capitalize()) for name in SIGNED_TEXTS],
        empty_label="All",
        widget=forms.RadioSelect,
    )
    outcome = django_filters.ChoiceFilter(
        label="Outcome",
        method="filter_outcome",
        choices=[
            ("signed_off", "Signed off"),
            ("withdrawn", "Signed off, then withdrawn"),
            ("changes", "Asked for changes"),
        ],
        empty_label="All",
        widget=forms.RadioSelect,
    )
    reviewer = django_filters.ModelChoiceFilter(
        label="Reviewer", queryset=people(lambda: SignOff.objects.values("reviewer"))
    )
    signed_at = django_filters.DateFromToRangeFilter(label="Decided", widget=DateRangePickerWidget)

    class Meta:
        model = SignOff
        fields: list[str] = []

    def filter_text(self, decisions: SignOffQuerySet, name: str, value: str) -> SignOffQuerySet:
        """Decisions on texts of the kind whose field is `value`."""
        return decisions.exclude(**{value: None})

    def filter_outcome(self, decisions: SignOffQuerySet, name: str, value: str) -> SignOffQuerySet:
        """Decisions by one of the choices of `outcome`."""
        if value == "changes":
            return decisions.filter(outcome=SignOff.Outcome.CHANGES)
        signed = decisions.filter(outcome=SignOff.Outcome.SIGNED_OFF)
        return signed.standing() if value == "signed_off" else signed.exclude(withdrawn_at=None)


class SignOffs(Report):
    """Every decision, withdrawn or not."""

    name = "sign_offs"
    page_title = "Sign-offs"
    header_icon = "check"
    menu_order = 120
    seen_with = SignOff
    filterset_class = SignOffFilters
    default_ordering = "-signed_at"
    headings = {
        "text_name": "Text",
        "outcome_in_words": "Outcome",
        "signed_at": "Decided",
        "registered_name": "Name",
        "role": "Role",
        "professional_body": "Professional body",
        "registration_number": "Number",
        "interests": "Interests declared",
        "evidence_checked_to": "Evidence checked to",
        "comment": "Comment",
        "withdrawn_at": "Withdrawn",
        "who_withdrew": "Withdrawn by",
        "withdrawal_reason": "Why withdrawn",
        "still_public": "Public without a sign-off",
    }

    @cached_property
    @override
    def columns(self) -> list[Column]:
        return [
            TitleColumn("text_name", label="Text", get_url=lambda it: reverse("signed_words", args=[it.pk])),
            OutcomeColumn("outcome_in_words", label="Outcome", width="30%"),
            day_column("signed_at", "Decided", sort_key="signed_at"),
            WhoColumn("registered_name", label="By", sort_key="registered_name"),
            Column("interests", label="Interests declared"),
            day_column("evidence_checked_to", "Evidence checked to", sort_key="evidence_checked_to"),
        ]

    @override
    def get_base_queryset(self) -> SignOffQuerySet:
        return SignOff.objects.select_related(*SIGNED_TEXTS, "withdrawn_by__wagtail_userprofile")

    @override
    def decorate_paginated_queryset(self, object_list: Iterable[SignOff]) -> list[SignOff]:
        decisions: list[Any] = list(object_list)
        unsigned = _unsigned(decision.text for decision in decisions if decision.withdrawn_at)
        for decision in decisions:
            decision.text_name = str(decision.text)
            decision.outcome_in_words = _outcome_in_words(decision)
            decision.withdrawal_in_words = _withdrawal_in_words(decision)
            decision.still_public = "Readers still see it" if _key(decision.text) in unsigned else ""
        return decisions


class OutcomeColumn(Column):
    """What was decided, the comment, and why it was withdrawn."""

    cell_template_name = "factsheets/publication/screens/sign_offs_report/outcome_cell.html"

    @override
    def get_value(self, instance: SignOff) -> SignOff:
        return instance


class WhoColumn(Column):
    """Name, role, professional body and number."""

    cell_template_name = "factsheets/publication/screens/sign_offs_report/who_cell.html"

    @override
    def get_value(self, instance: SignOff) -> SignOff:
        return instance


def _unsigned(texts: Iterable[SignedOff]) -> set[tuple[str, int]]:
    """Those of these texts that readers see without a sign-off."""
    asked = {_key(text): text for text in texts}
    factsheets = {text.pk for text in asked.values() if isinstance(text, FactsheetPage)}
    found: list[SignedOff] = [*unsigned_factsheets(among=factsheets)] if factsheets else []
    for text in asked.values():
        if isinstance(text, GovernedText) and text.live and not text.is_starter_example:
            found += [] if text.public_words_are_signed() else [text]
    return {_key(text) for text in found}


def _key(text: Model) -> tuple[str, int]:
    return (str(text._meta.model_name), text.pk)


def _outcome_in_words(decision: SignOff) -> str:
    if decision.outcome == SignOff.Outcome.CHANGES:
        return "Asked for changes"
    return "Signed off" if decision.withdrawn_at is None else "Signed off, then withdrawn"


def _withdrawal_in_words(decision: SignOff) -> str:
    if decision.withdrawn_at is None:
        return ""
    by = f" by {decision.who_withdrew}" if decision.who_withdrew else ""
    return f"Withdrawn on {day_in_words(decision.withdrawn_at)}{by}: {decision.withdrawal_reason}"
