"""Picking a page: whoever may not see the drafts in the admin is shown what readers see, and nothing else."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import PageQuerySet
from wagtail.permissions import page_permission_policy

from factsheets.page.models.view_restrictions import open_to_readers


def show_what_they_may_see(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Hook `construct_page_chooser_queryset`. Pages are named by their numbers: the search index knows no other condition."""
    theirs = page_permission_policy.explorable_instances(request.user).values("pk")
    hidden = pages.exclude(Q(pk__in=theirs) | open_to_readers())
    if not hidden.exists():
        return pages
    return pages.filter(pk__in=list(pages.exclude(pk__in=hidden.values("pk")).values_list("pk", flat=True)))
