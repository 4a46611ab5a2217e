"""The report "Factsheets by condition": what each factsheet says about each condition and pain pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from typing_extensions import override
from wagtail.admin.filters import WagtailFilterSet

from factsheets.language.vocabulary import Verdict
from factsheets.outputs.caveats import Claim, claim_of, statement_of
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.factsheet_query import FactsheetQuerySet
from factsheets.page.models.suitability import Suitability
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.therapy_kind import TherapyKind
from factsheets.screens.report import Report
from factsheets.signing.formats.half_filled_rows import complete_rows

#: A verdict in one word, for a narrow column.
IN_A_WORD: dict[str, str] = {Verdict.LIKELY: "Likely", Verdict.UNLIKELY: "Unlikely", Verdict.AVOID: "Avoid"}
CONTESTED = "a source speaks against it"
#: The three kinds of lines, each with the heading above them.
_GROUPS = {
    "Condition": "Conditions",
    "Pain pattern": "Pain patterns",
    "Statement": "Sentences above the lists, which belong to every row",
}


@dataclass(frozen=True)
class Cell:
    """What one factsheet says about one subject; without a verdict it says nothing."""

    verdict: str = ""
    note: str = ""
    is_contested: bool = False

    @property
    def word(self) -> str:
        """The verdict in one word, for a narrow column; empty without a verdict."""
        return IN_A_WORD.get(self.verdict, self.verdict)

    @property
    def beside_it(self) -> list[str]:
        """What a cited source says about it, and its note."""
        return [words for words in (CONTESTED if self.is_contested else "", self.note) if words]

    @property
    def in_words(self) -> str:
        """All that the cell says in one line, as the exported file has it: “Likely (a source speaks against it; note)”."""
        told = "; ".join(self.beside_it)
        return f"{self.word} ({told})" if self.word and told else self.word or told


@dataclass(frozen=True)
class MatrixRow:
    """One condition, pain pattern or statement, with a cell for each factsheet."""

    subject: str
    kind: str
    cells: list[Cell]


class MatrixFilters(WagtailFilterSet):
    """By kind of therapy, and whether the latest drafts stand in the place of what readers see."""

    therapy_kind = django_filters.ModelChoiceFilter(
        label="Kind of therapy", queryset=lambda request: TherapyKind.objects.order_by("name")
    )
    drafts = django_filters.ChoiceFilter(
        label="Show",
        method="filter_drafts",
        choices=[("with", "Drafts too")],
        empty_label="What readers see",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = FactsheetPage
        fields: list[str] = []

    def filter_drafts(self, factsheets: FactsheetQuerySet, name: str, value: str) -> FactsheetQuerySet:
        """The view chooses the words: live rows, or those of the latest draft."""
        return factsheets


class SuitabilityMatrix(Report):
    """Conditions, pain patterns and statements as lines, factsheets as columns; all on one page."""

    seen_with = FactsheetPage
    name = "factsheets_by_condition"
    page_title = "Factsheets by condition"
    header_icon = "table"
    menu_order = 140
    results_template_name = "factsheets/library/screens/suitability_matrix.html"
    filterset_class = MatrixFilters
    paginate_by = None

    @cached_property
    def with_drafts(self) -> bool:
        """Whether drafts were asked for; not when the filters cannot be read."""
        return bool(self.filters.is_valid() and self.filters.form.cleaned_data["drafts"])

    @cached_property
    def factsheets(self) -> list[FactsheetPage]:
        """The columns: each factsheet, with `is_draft` where the words are not those that readers see."""
        shown = FactsheetPage.objects.all() if self.with_drafts else FactsheetPage.objects.live()
        pages = list(self.filter_queryset(shown).select_related("latest_revision").order_by("draft_title"))
        for page in pages:
            page.is_draft = self.with_drafts and bool(
                page.latest_revision and (not page.live or page.has_unpublished_changes)
            )
            page.open_url = self.where_to_open(page)
        return pages

    def get_filtered_queryset(self) -> list[MatrixRow]:
        """The lines of the table in place of a queryset: conditions, pain patterns, then statements."""
        said = _said_live([page for page in self.factsheets if not page.is_draft])
        for page in self.factsheets:
            if page.is_draft:
                said |= _said_in_draft(page)
        subjects = [
            *((f"condition {it.pk}", it.name, "Condition") for it in Condition.objects.order_by("name")),
            *(
                (f"pattern {it.pk}", it.name, "Pain pattern")
                for it in PainPattern.objects.order_by("aspect", "name")
            ),
            *((verdict.value, f"Above “{verdict.label}”", "Statement") for verdict in Verdict),
        ]
        return [
            MatrixRow(name, kind, [said.get((page.pk, key), Cell()) for page in self.factsheets])
            for key, name, kind in subjects
        ]

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        lines = context["object_list"]
        return context | {
            "factsheets": self.factsheets,
            "groups": [
                (heading, [line for line in lines if line.kind == kind]) for kind, heading in _GROUPS.items()
            ],
            "is_filtering": False,  # what is counted are conditions, and none of them is filtered away
        }

    @property
    def list_export(self) -> list[str]:
        """The columns of the exported file; a factsheet has its primary key for a name."""
        return ["subject", "kind", *(str(page.pk) for page in self.factsheets)]

    @property
    def export_headings(self) -> dict[str, str]:
        """What stands above each column of the exported file: the title of a factsheet, “(draft)” where it is one."""
        titles = {
            str(page.pk): f"{page.draft_title} (draft)" if page.is_draft else page.draft_title
            for page in self.factsheets
        }
        return {"subject": "Condition or pain pattern", "kind": "Kind", **titles}

    @override
    def to_row_dict(self, item: MatrixRow) -> dict[str, str]:
        cells = (cell.in_words for cell in item.cells)
        return dict(zip(self.list_export, [item.subject, item.kind, *cells], strict=True))


def _said_live(pages: list[FactsheetPage]) -> dict[tuple[int, str], Cell]:
    rows = Suitability.objects.filter(Q(page__in=[page.pk for page in pages])).with_caveats()
    said = {(row.page_id, _subject(row)): _cell(row, row.page) for row in rows}
    return said | {key: cell for page in pages for key, cell in _statements(page.pk, page).items()}


def _said_in_draft(page: FactsheetPage) -> dict[tuple[int, str], Cell]:
    """The rows and statements as the latest revision keeps them."""
    draft = FactsheetPage.from_serializable_data(page.latest_revision.content, check_fks=False)
    said = {(page.pk, _subject(row)): _cell(row, draft) for row in complete_rows(draft, "suitabilities")}
    return said | _statements(page.pk, draft)


def _statements(pk: int, words: FactsheetPage) -> dict[tuple[int, str], Cell]:
    return {(pk, verdict.value): Cell(note=statement_of(words, verdict)) for verdict in Verdict}


def _subject(row: Suitability) -> str:
    return f"condition {row.condition_id}" if row.condition_id else f"pattern {row.pattern_id}"


def _cell(row: Suitability, page: FactsheetPage) -> Cell:
    is_contested = claim_of(page, row.verdict) == Claim.HELPS_BUT_CONTESTED
    return Cell(row.verdict, row.note.strip(), is_contested)
