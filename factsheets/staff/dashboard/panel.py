"""The front page of the admin: "What should I do now?", for whoever looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from typing_extensions import override
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.permission_policies.pages import PagePermissionPolicy

from factsheets.page.formats.review_due import today_here
from factsheets.page.models.factsheet_page import FactsheetPage

from .library import drafts, feedback_waiting, first_reviews, reviews_due, sources_changed
from .publication_health import the_way
from .steps import on_its_way, sent_back, to_decide
from .still_public import asked_for, kept_back, without_sign_off
from .warning_signs import signs_declined, signs_to_decide, unsigned_advice
from .wording import wording_to_sign


class WhatToDoNow(Component):
    """The sections that are not empty; the number of queries does not depend on how much waits."""

    name = "what_to_do_now"
    template_name = "factsheets/staff/dashboard/what_to_do_now.html"
    order = 100

    @override
    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, object]:
        request = parent_context["request"]
        user = request.user
        stopping, unheard, worth_a_look = the_way(user)
        to_do = [
            without_sign_off(user),
            kept_back(user),
            asked_for(user, timezone.now()),
            stopping,
            unsigned_advice(user),
            *to_decide(user),
            *signs_to_decide(user),
            wording_to_sign(user),
            sent_back(user),
            signs_declined(user, timezone.now()),
            reviews_due(user, today_here()),
            first_reviews(user),
            sources_changed(user),
            feedback_waiting(user),
            unheard,
            worth_a_look,
            drafts(user),
        ]
        waiting = [section for section in to_do if section.items]
        others = on_its_way(user)
        return {
            "sections": [*waiting, *([others] if others.items else [])],
            "nothing_to_do": not waiting,
            "where_to_write": "" if waiting else _where_to_write(user),
            "csrf_token": get_token(request),
        }


def _where_to_write(user: Any) -> str:
    """Where a new factsheet is begun; empty for whoever may not begin one."""
    if not PagePermissionPolicy().user_has_permission(user, "add"):
        return ""
    kind = FactsheetPage._meta
    return reverse("wagtailadmin_pages:choose_parent", args=[kind.app_label, kind.model_name])


#: Wagtail's own panels that would say the same a second time.
_SAID_ALREADY = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


def arrange_front_page(request: HttpRequest, panels: list[Component]) -> None:
    """Handler of `construct_homepage_panels`."""
    panels[:] = [WhatToDoNow(), *(panel for panel in panels if not isinstance(panel, _SAID_ALREADY))]
