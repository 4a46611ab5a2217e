"""The buttons below a list with boxes to tick."""

from __future__ import annotations

from django import template
from django.template import Context
from wagtail.admin.templatetags.wagtailadmin_tags import bulk_action_choices

from factsheets.publication.screens.acts_on_ticked import acts_refused_to_all

register = template.Library()


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def acts_they_may_do(context: Context, app_label: str, model_name: str) -> dict[str, object]:
    """Wagtail's buttons, without those that would only be refused to this person."""
    buttons = bulk_action_choices(context, app_label, model_name)["buttons"]
    refused = acts_refused_to_all(context["view"], context.get("parent_page"))
    return {"buttons": [each for each in buttons if _act(each.url) not in refused]}


def _act(url: str | None) -> str:
    return (url or "").rstrip("/").rpartition("/")[2]
