"""What PostgreSQL is not asked again after SQLite, and why.

A test belongs on both databases where what it asks for could differ between them: locks and transactions, constraints,
migrations, what the database itself compares, sorts or counts. A screen that is drawn, or a sentence, is the same on either
as soon as its queries are asked on both by another test.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple


class Once(NamedTuple):
    """Why tests run on SQLite alone."""

    why: str
    #: Tests that ask the same queries on both, by their places among the tests; none where nothing is asked of a database.
    asked_on_both_by: tuple[str, ...] = ()


class Rows(NamedTuple):
    """Why the rows of the tables of a file are alike."""

    why: str
    #: Words in the names of rows that are asked all the same.
    but_also: tuple[str, ...] = ()


_SEARCHES = (
    "factsheets/search/test_search_page.py",
    "factsheets/search/test_withdrawn.py",
    "factsheets/search/test_verdicts_in_results.py",
)
_THE_INDEX = "the index is a file of its own on either; the database only keeps what was found in it"

#: Folders, by their names, and files, by their places among the tests, that use a database to make what they look at, and say the same on either.
SAME_ON_BOTH = {
    "formats": Once("values in, values out: nothing of them asks the database"),
    "pdf": Once(
        "the file is drawn from what the page shows, which is tried on both",
        ("factsheets/outputs/test_pdf_answers.py",),
    ),
    "factsheets/search/test_english_words.py": Once(_THE_INDEX, _SEARCHES),
    "factsheets/search/test_part_of_a_name.py": Once(_THE_INDEX, _SEARCHES),
    "factsheets/search/test_comparison_questions.py": Once(_THE_INDEX, _SEARCHES),
    "factsheets/search/relevance/test_everyday_questions.py": Once(_THE_INDEX, _SEARCHES),
    "factsheets/page/test_query_budget.py": Once(
        "queries are counted before a database sees them", ("factsheets/page/test_factsheet_page.py",)
    ),
    "factsheets/screens/test_numbers_tell_nothing.py": Once(
        "whose names stand on which screen",
        ("factsheets/screens/test_hostile_forms.py", "access/test_answers.py"),
    ),
    "backcare/test_formatted_text.py": Once(
        "a text is refused before it reaches a database", ("factsheets/screens/test_hostile_forms.py",)
    ),
}

#: Files with tables of rows that go through the same views and ask the same queries: PostgreSQL, and the newest Wagtail,
#: are asked the first and the last row of each; SQLite all, and so are all by `make test-long`.
ROWS_ALIKE = {
    "factsheets/publication/test_rows_in_the_steps.py": Rows("kinds of rows in one form and one workflow"),
    "factsheets/page/screens/test_rows.py": Rows("what is missing in a row of one form"),
    "factsheets/signing/test_old_revisions.py": Rows("what one kept revision names"),
    "factsheets/edit_conflicts/test_late_decisions.py": Rows("which words are in the way of one decision"),
    "factsheets/staff/dashboard/test_still_public.py": Rows("which sentence stands for what"),
    "factsheets/publication/test_old_addresses.py": Rows("which change of one page makes an address old"),
    "factsheets/documents/screens/test_documents.py": Rows("kinds of files in one form"),
    "factsheets/powers/test_every_way.py": Rows(
        "who tries; the forms themselves are sent on both by the hostile forms",
        # A database compares letters of either case in its own way.
        but_also=("a clinician's address",),
    ),
    "factsheets/workflows/one_way/test_guard.py": Rows("which change of a workflow is sent"),
    "factsheets/warning_signs/screens/test_changing_signs.py": Rows("who proposes and who decides"),
}


def same_on_both(file: PurePath) -> bool:
    """Whether the tests of a file, given by its place among the tests, say the same on either."""
    return file.as_posix() in SAME_ON_BOTH or not SAME_ON_BOTH.keys().isdisjoint(file.parts)
