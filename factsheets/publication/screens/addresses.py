"""Where the things on the front page are done."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState

from factsheets.governed.models.governed_text import GovernedText


def where_to_edit(revision: Revision) -> str:
    """The editing screen of the page or governed text that `revision` belongs to."""
    model: Any = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[revision.object_id])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(revision.object_id)])


def where_to_edit_text(text: Page | GovernedText, user: AbstractUser) -> str:
    """Its editing screen for those who may open it, else what clinical reviewers decided on it."""
    if not isinstance(text, Page):
        return reverse(type(text).snippet_viewset.get_url_name("edit"), args=[text.pk])
    if text.permissions_for_user(user).can_edit():
        return reverse("wagtailadmin_pages:edit", args=[text.pk])
    return reverse("factsheets_sign_offs", args=[text._meta.model_name, text.pk])


def where_to_sign_off(state: TaskState) -> str:
    """The form on which a clinical reviewer decides."""
    return reverse("factsheets_sign_off", args=[state.pk])


def where_to_review(page_id: int) -> str:
    """The screen of a factsheet's reviews."""
    return reverse("factsheet_review", args=[page_id])
