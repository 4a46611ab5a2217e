"""Wagtail's own act of unpublishing, which knows of no permission but its own: who may, is asked before."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page


def unpublish(page: Page, *, user: AbstractBaseUser | AnonymousUser, with_those_below: bool = False) -> None:
    """Take a page down, with log, signals and all that Wagtail does besides. To be called in a transaction."""
    UnpublishPageAction(page, user=user, include_descendants=with_those_below).execute(
        skip_permission_checks=True
    )
