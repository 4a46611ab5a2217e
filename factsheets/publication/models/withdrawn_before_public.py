"""Words that were to go live and do not: their sign-off was withdrawn before readers saw them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from wagtail.models import WorkflowState

from factsheets.signing.models.sign_off import SIGNED_TEXTS, SignOff
from factsheets.versions.models.version import Version


def withdrawn_before_public() -> list[SignOff]:
    """The last decision on each text that is one of these, the latest withdrawal first.

    It stays here until the text is handed on again: then somebody has it to decide. What readers ever saw is not meant: it
    was taken down since, or `unsigned_in_public` names it.
    """
    same_text = reduce(or_, (Q(**{name: OuterRef(name)}) for name in SIGNED_TEXTS))
    keys = (
        SignOff.objects.filter(outcome=SignOff.Outcome.SIGNED_OFF, withdrawn_at__isnull=False)
        .exclude(Exists(SignOff.objects.filter(same_text, pk__gt=OuterRef("pk"))))
        .exclude(Exists(Version.objects.filter(sign_off=OuterRef("pk"))))
        .values_list("pk", flat=True)
    )
    # There is hardly ever one, and to ask for all that six kinds of text have takes longer than the rest.
    found = list(keys.order_by())
    return _kept_back(found, same_text) if found else []


def _kept_back(keys: list[int], same_text: Q) -> list[SignOff]:
    found = (
        SignOff.objects.filter(pk__in=keys)
        .annotate(has_another=Exists(SignOff.objects.approving().filter(same_text)))
        .select_related(
            "withdrawn_by__wagtail_userprofile", *(f"{name}__latest_revision" for name in SIGNED_TEXTS)
        )
        .order_by("-withdrawn_at", "-pk")
    )
    handed_on = _handed_on()
    return [each for each in found if _is_kept_back(each) and not _was_handed_on_since(each, handed_on)]


def _is_kept_back(decision: SignOff) -> bool:
    """Whether the words are no more than a draft, and no other sign-off covers them."""
    text = decision.text
    if text.live and not text.is_starter_example and text.is_covered_by(decision):
        return False
    if not decision.has_another:  # type: ignore[attr-defined]  # the query brings it along
        return True
    return not text.get_latest_revision_as_object().public_words_are_signed()


def _handed_on() -> dict[tuple[int, str], datetime]:
    """When the step began that each text in a workflow waits at, by the kind and key of the text."""
    states = WorkflowState.objects.active().exclude(current_task_state=None)
    rows = states.values_list("base_content_type", "object_id", "current_task_state__started_at")
    return {(kind, key): began for kind, key, began in rows}


def _was_handed_on_since(decision: SignOff, handed_on: Mapping[tuple[int, str], datetime]) -> bool:
    text, withdrawn_at = decision.text, decision.withdrawn_at
    began = handed_on.get((text.get_base_content_type().pk, str(text.pk)))
    return began is not None and withdrawn_at is not None and began > withdrawn_at
