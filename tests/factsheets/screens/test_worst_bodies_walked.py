"""What the worst body costs was measured at every address of staff that takes one: `tests/benchmarks/worst_bodies.tsv` has them."""

from __future__ import annotations

from tests.access import answers
from tests.benchmarks.costs_of_bodies import MOST_MEGABYTES, MOST_SECONDS
from tests.benchmarks.worst_bodies import recorded

#: Whoever is answered so has sent nothing that anybody reads.
_NOTHING = {"never", "none", "refused", "sign-in", "front"}
#: Not measured, with the reason.
NOT_MEASURED = {
    "/admin/password_reset/done/": "leads to the one page for forgotten passwords, and reads nothing",
    "/admin/password_reset/confirm/<uidb64>/<token>/": "leads there too",
    "/admin/password_reset/complete/": "leads there too",
}


def taking() -> set[str]:
    """The addresses of the admin at which a form is taken from some visitor."""
    table = answers.read()
    return {
        question.address
        for question, words in table._words.items()
        if question.method == "POST"
        and question.address.startswith("/admin/")
        and not _NOTHING.issuperset(words.values())
    }


def test_each_address_that_takes_a_form_was_measured() -> None:
    assert taking() - recorded().keys() == NOT_MEASURED.keys()


def test_none_is_measured_that_is_gone() -> None:
    known = {question.address for question in answers.read()._words}
    assert recorded().keys() - known == set()


def test_none_costs_more_than_the_site_allows_itself() -> None:
    for address, (seconds, megabytes, *_rest) in recorded().items():
        assert float(seconds) <= MOST_SECONDS, address
        assert float(megabytes) <= MOST_MEGABYTES, address
