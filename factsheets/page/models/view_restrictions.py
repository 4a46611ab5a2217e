"""Which pages every reader may see, and which stand behind a privacy rule of Wagtail: asked inside the query for the pages."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def open_to_readers() -> Q:
    """What every reader may see: live, and not behind a rule. Every public output asks this of its pages."""
    return Q(live=True) & ~Q(behind_a_rule())


def behind_a_rule() -> Exists:
    """True for a page that has a view restriction itself or through a page above it."""
    rules = PageViewRestriction.objects.annotate(asked_path=ExpressionWrapper(OuterRef("path"), CharField()))
    return Exists(rules.filter(asked_path__startswith=F("page__path")))
