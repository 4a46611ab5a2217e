"""Which acts on ticked things a list does not offer: those that this person would be refused, whatever they tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Case, Min, QuerySet, Value, When
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy

from factsheets.people.permissions import StayingPermissionTester


def _may_take_out(tester: PagePermissionTester, ignore_bulk: bool) -> bool:
    """Whether their role may; that one page stays all the same is said when it is ticked."""
    if isinstance(tester, StayingPermissionTester):
        return tester.may_delete_drafts(ignore_bulk)
    return bool(tester.can_delete(ignore_bulk))


#: By the name of the act, as it stands at the end of its address.
_ON_PAGES: dict[str, Callable[[PagePermissionTester], bool]] = {
    "publish": lambda tester: tester.can_publish(),
    "unpublish": lambda tester: tester.can_unpublish(),
    "move": lambda tester: _may_take_out(tester, ignore_bulk=True),
    "delete": lambda tester: _may_take_out(tester, ignore_bulk=False),
}
_ON_RECORDS = {"delete": "delete", "mark_handled": "change"}


def acts_refused_to_all(view: Any, above: Page | None) -> set[str]:
    """The names of those acts; `above` is the page whose children the view lists, if it lists children."""
    model, user = getattr(view, "model", None), view.request.user
    if model is not None and issubclass(model, Page):
        pages = above.get_descendants() if above else model._default_manager.all()
        testers = [page.permissions_for_user(user) for page in _one_of_each_kind(pages, user)]
        return {act for act, may in _ON_PAGES.items() if not any(may(tester) for tester in testers)}
    policy = getattr(view, "permission_policy", None)
    if not isinstance(policy, ModelPermissionPolicy):
        return set()
    return {act for act, needed in _ON_RECORDS.items() if not policy.user_has_permission(user, needed)}


def _one_of_each_kind(pages: QuerySet[Page], user: AbstractBaseUser | AnonymousUser) -> list[Page]:
    """One page of each sort that makes a difference for what somebody may do; a few, however large the library is."""
    sorts = ("content_type", "live", "locked", "is_own", "is_leaf")
    found = (
        pages.order_by()
        .annotate(
            is_own=Case(When(owner=user.pk, then=Value(True)), default=Value(False)),
            is_leaf=Case(When(numchild=0, then=Value(True)), default=Value(False)),
        )
        .values(*sorts)
        .annotate(first=Min("pk"))
        .values_list("first", flat=True)
    )
    return list(Page.objects.filter(pk__in=list(found)))
