"""Who sees which report."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from factsheets.staff.reports import REPORTS

from .kinds import signed_in
from .reading import url

pytestmark = pytest.mark.django_db

#: Report → the roles that see it.
SEEN_BY = {
    "what_is_read": {"Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator"},
    "reviews_due": {"Author", "Editor", "Clinical reviewer", "Administrator"},
    "incomplete_factsheets": {"Author", "Editor", "Clinical reviewer", "Administrator"},
    "sign_offs": {"Editor", "Clinical reviewer", "Administrator"},
    "changes": {"Editor", "Clinical reviewer", "Administrator"},
    "factsheets_by_condition": {"Author", "Editor", "Clinical reviewer", "Administrator"},
    "security_log": {"Administrator"},
}
ROLES = ["Author", "Editor", "Clinical reviewer", "Resource manager", "Administrator"]


def test_the_table_of_roles_covers_every_report():
    assert {report.name for report in REPORTS} == SEEN_BY.keys()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", SEEN_BY)
def test_who_sees_a_report(name, role):
    browser, may = signed_in(role), role in SEEN_BY[name]
    results = reverse(f"{name}_report_results")
    for address in (url(name), url(name, "export=csv"), url(name, "export=xlsx"), results):
        assert browser.get(address).status_code == (200 if may else 302), address
    assert (url(name) in browser.get("/admin/").content.decode()) is may


def test_staff_can_give_each_report_of_texts_to_a_group_of_their_own():
    group = Group.objects.create(name="Trustees")
    form = signed_in("superuser").get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    for codename in ("view_factsheetpage", "view_signoff", "view_readingcount", "view_pagelogentry"):
        permission = group.permissions.model.objects.get(codename=codename)
        assert f'value="{permission.pk}"' in form, codename
