"""Which pages stand behind a privacy rule of Wagtail, asked inside the query for the pages."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction


def behind_a_rule() -> Exists:
    """True for a page that has a view restriction itself or through a page above it."""
    rules = PageViewRestriction.objects.annotate(asked_path=ExpressionWrapper(OuterRef("path"), CharField()))
    return Exists(rules.filter(asked_path__startswith=F("page__path")))
