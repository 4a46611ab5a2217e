"""What of a factsheet can be searched, and how much a word counts in each place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail.search import index

from factsheets.language.text_in_lines import in_lines, text_in_lines
from factsheets.outputs.caveats import claim_of
from factsheets.page.formats.subjects import code_of
from factsheets.signing.formats.half_filled_rows import complete_rows

if TYPE_CHECKING:
    # What the mixin stands on. At run time the factsheet brings the class itself, after it.
    from wagtail.models import Page as PageToSearch
else:
    PageToSearch = models.Model

#: The sections in the order of reading, each with its part of `policy.PUBLIC_HEADINGS`; their words count alike.
_SECTIONS = {
    "introduction": "introduction",
    "mechanism": "mechanism",
    "procedure": "procedure",
    "evidence": "evidence",
    "likely_statement": "likely",
    "unlikely_statement": "unlikely",
    "contraindication_statement": "avoid",
    "risks": "risks",
    "qualifications": "qualifications",
}
_PLAIN = {"likely_statement", "unlikely_statement"}

#: A word in the title counts ten times as much as one in a section. For Wagtail's own fields of a page see `Page.search_fields`.
SEARCH_FIELDS = [
    index.SearchField("title", boost=10),
    index.SearchField("also_called", boost=8),
    index.AutocompleteField("also_called"),
    index.SearchField("summary", boost=4),
    index.SearchField("words_of_conditions", boost=3),
    index.SearchField("words_of_patterns", boost=2),
    index.SearchField("words_of_sections", boost=1),
    index.SearchField("words_of_associations", boost=0.5),
    index.FilterField("therapy_kind"),
    index.FilterField("certainty"),
    # For counting; a query filters by the rows themselves.
    index.FilterField("condition_ids", type="IntegerField"),
    # For the order of results: see `search.ranking`.
    index.FilterField("claim_codes", type="IntegerField"),
    index.RelatedFields("suitabilities", [index.FilterField("condition")]),
]


class Searched(PageToSearch):
    """Which words of a factsheet does search look through, besides its own fields?

    It takes `get_indexed_objects` of Wagtail's `Indexed`, and stands before `Page`, which extends that: after it, each
    factsheet would be indexed with queries of its own for its rows. Back ends name what they index after the model that
    defines it, so this is a model, too.
    """

    class Meta:
        abstract = True

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet[Any]:
        """All rows, with what the methods below ask for brought along."""
        rows: models.QuerySet[Any] = super().get_indexed_objects()
        return rows.prefetch_related(
            "suitabilities__condition", "suitabilities__pattern", "citations", "associations__association"
        )

    def words_by_section(self) -> list[tuple[str, str]]:
        """All that the factsheet says below its summary, as plain text in lines, each text under the name of its heading."""
        texts = (
            (part, (in_lines if field in _PLAIN else _plain)(getattr(self, field)))
            for field, part in _SECTIONS.items()
        )
        return [(part, text) for part, text in texts if text]

    def words_of_sections(self) -> str:
        """The same in one text, for the index."""
        return "\n".join(words for _, words in self.words_by_section())

    def words_of_conditions(self) -> str:
        """The names of the conditions that it speaks about, also those that people use, one on each line."""
        conditions = [row.condition for row in self.suitabilities.all() if row.condition]
        return "\n".join(
            name
            for condition in conditions
            for name in (condition.name, condition.plain_name, *condition.other_names_list)
            if name
        )

    def words_of_patterns(self) -> str:
        """The names of the pain patterns that it speaks about, one on each line."""
        return "\n".join(row.pattern.name for row in self.suitabilities.all() if row.pattern)

    def words_of_associations(self) -> str:
        """The names of its associations, one on each line."""
        associations = [row.association for row in complete_rows(self, "associations")]
        return "\n".join(
            name
            for association in associations
            for name in (association.name, association.abbreviation)
            if name
        )

    def condition_ids(self) -> list[int]:
        """The conditions that it speaks about, by primary key."""
        return [row.condition_id for row in self.suitabilities.all() if row.condition_id]

    def claim_codes(self) -> list[int]:
        """What it says about each condition and pain pattern, as numbers."""
        return [
            code_of(
                row.pattern_id or row.condition_id,
                is_pattern=bool(row.pattern_id),
                claim=claim_of(self, row.verdict),
            )
            for row in complete_rows(self, "suitabilities")
        ]


@lru_cache(maxsize=5_000)
def _plain(rich_text: str) -> str:
    """Kept, since the page of results asks for the sections of the same factsheets again and again."""
    return text_in_lines(rich_text)
