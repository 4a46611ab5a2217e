"""Which pages every reader may see, and which stand behind a privacy rule of Wagtail: asked inside the query for the pages."""

from __future__ import annotations

from django.db.models import BooleanField, F, Func, Q


class BehindARule(Func):
    """True for a page that has a view restriction itself or through a page above it; takes the path of the page.

    The path begins with the paths of all pages above. Written as SQL, since nearly every question of a reader asks it, and
    Django took half a millisecond to put it together each time.
    """

    arity = 1
    output_field = BooleanField()
    template = (
        'EXISTS(SELECT 1 FROM "wagtailcore_pageviewrestriction" rule_of'
        ' INNER JOIN "wagtailcore_page" above_it ON rule_of.page_id = above_it.id'
        " WHERE SUBSTR(%(expressions)s, 1, LENGTH(above_it.path)) = above_it.path)"
    )


def open_to_readers(through: str = "") -> Q:
    """What every reader may see: live, and not behind a rule. Every public output asks this of its pages.

    `through` is how a row names its page, as `page__`: then it is asked of the pages of these rows alone, not of the whole library.
    """
    return Q(**{f"{through}live": True}) & ~Q(behind_a_rule(through))


def behind_a_rule(through: str = "") -> BehindARule:
    """True for a page that has a view restriction itself or through a page above it."""
    return BehindARule(F(f"{through}path"))
