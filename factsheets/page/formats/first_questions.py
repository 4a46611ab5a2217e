"""What readers ask first of a factsheet, and which part of its page answers: the line under the summary."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple


class FirstQuestion(NamedTuple):
    """A link down the page."""

    words: str
    id: str  # of the part of the page


def first_questions(sections: Collection[str], *, has_associations: bool) -> list[FirstQuestion]:
    """In the order of the page. `sections` are the ids of its texts; what the page does not answer is left out.

    Who should not have it is always said, if only that nobody has assessed it yet.
    """
    questions = [FirstQuestion("Is it safe for me?", "verdict-avoid")]
    if "procedure" in sections:
        questions.append(FirstQuestion("What happens", "procedure"))
    if "qualifications" in sections or has_associations:
        answer = "qualifications" if "qualifications" in sections else "associations"
        questions.append(FirstQuestion("Who gives it", answer))
    return questions
