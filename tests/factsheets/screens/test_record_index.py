"""Nobody ticks records for an act that would only be refused."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from factsheets.models import Condition, SafetyAdvice, SearchSynonym, Signpost, WarningPhrase, WarningSign
from tests.factsheets.screens.kinds import signed_in

KINDS = [Condition, SearchSynonym, Signpost, WarningSign, WarningPhrase, SafetyAdvice]
ROLES = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_boxes_to_tick_stand_for_whoever_may_delete(role):
    Condition.objects.create(name="Sciatica")
    SearchSynonym.objects.create(expressions="backache\nback ache")
    Signpost.objects.create(
        heading="Yoga", words="yoga", text="None here.", link="https://www.nhs.uk/", link_text="NHS"
    )
    WarningPhrase.objects.create(phrase="cannot pee", expected="emergency")
    WarningSign.objects.create(name="Pee", level="emergency", about="pee")
    browser = signed_in(role)
    seen = []
    for kind in KINDS:
        response = browser.get(reverse(f"wagtailsnippets_{kind._meta.label_lower.replace('.', '_')}:list"))
        if response.status_code != 200:
            continue
        policy = response.context["view"].permission_policy
        may = policy.user_has_permission(response.context["request"].user, "delete")
        soup = BeautifulSoup(response.content, "html.parser")
        assert len(soup.select("table.listing tbody tr")) > 0, kind
        boxes = soup.select("[data-bulk-action-checkbox], [data-bulk-action-select-all-checkbox]")
        assert any(box.find_parent("table") for box in boxes) == may, kind
        seen.append(may)
    assert False in seen
