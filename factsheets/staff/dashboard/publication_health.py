"""What stands in the way of every publication, or keeps people from hearing of what waits."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.people.permissions import GovernedTextPermissionPolicy, may_mend_the_way
from factsheets.workflows.health.fault import WorkflowFault
from factsheets.workflows.health.listing import what_is_wrong

from .section import DashboardItem, DashboardSection


def the_way(user: AbstractUser) -> tuple[DashboardSection, DashboardSection, DashboardSection]:
    """Before anything can go live: unsigned governed texts, and for those who can mend it, the way itself. Then mail, and
    what is worth a look."""
    faults = what_is_wrong() if may_mend_the_way(user) else []
    stopping = [_item(fault) for fault in faults if fault.stops]
    others = [fault for fault in faults if not fault.stops]
    return (
        DashboardSection("unsigned", "Before anything can go live", [*_unsigned(user), *stopping]),
        DashboardSection(
            "nobody-hears",
            "Nobody hears of what waits",
            [_item(fault) for fault in others if fault.deaf],
        ),
        DashboardSection(
            "worth-a-look", "Worth a look", [_item(fault) for fault in others if not fault.deaf]
        ),
    )


def _unsigned(user: AbstractUser) -> list[DashboardItem]:
    """The governed texts that keep every factsheet from going live."""
    items = []
    for model in (SafetyAdvice, Disclaimer):
        may = GovernedTextPermissionPolicy(model).user_has_permission(user, "change")
        text = model.objects.exclude(live=True, is_starter_example=False).first() if may else None
        if text:
            url = reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk])
            items.append(
                DashboardItem(str(text), url, what="Not signed off. No factsheet goes live before it is.")
            )
    return items


def _item(fault: WorkflowFault) -> DashboardItem:
    return DashboardItem(fault.title, fault.url, what=fault.what)
