"""What people did, from the audit log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factsheets.models import Disclaimer, TherapyKind
from tests.builders import complete_draft, library, person, sign_governed_texts
from tests.factsheets.screens.kinds import signed_in
from tests.factsheets.screens.reading import count_queries, names, shown, url
from tests.factsheets.screens.test_spreadsheets import rows_as_csv, rows_as_xlsx

pytestmark = pytest.mark.django_db


class TestChanges:
    def test_what_people_did_with_factsheets_and_governed_texts(self):
        author = person("Author", first_name="Ann", last_name="Author")
        page = complete_draft("Massage")
        page.save_revision(user=author, log_action=True)
        Disclaimer.objects.get().save_revision(user=author, log_action=True)
        TherapyKind.objects.get().save()
        browser = signed_in("Clinical reviewer")
        rows = rows_as_csv(browser, url("changes", f"user={author.pk}"))
        assert rows[0] == ["When", "Who", "Text", "Kind", "What", "Comment"]
        assert [row[1:5] for row in rows[1:]] == [
            ["Ann Author", "Disclaimer", "Disclaimer", "Edited"],
            ["Ann Author", "Massage", "Factsheet", "Draft saved"],
        ]
        assert rows_as_xlsx(browser, url("changes", f"user={author.pk}"))[1][1:3] == [
            "Ann Author",
            "Disclaimer",
        ]
        history = reverse("wagtailadmin_pages:history", args=[page.pk])
        assert history in shown(signed_in("Editor"), "changes")
        assert history not in shown(browser, "changes"), "a clinical reviewer edits no pages"

    def test_a_copy_names_what_was_copied(self):
        page = complete_draft("Massage")
        data = {"new_title": "Heat", "new_slug": "heat", "new_parent_page": library().pk}
        signed_in("Editor").post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
        told = [row[2:5] for row in rows_as_csv(signed_in("Clinical reviewer"), url("changes", ""))]
        assert ["Heat", "Factsheet", "Copied from Massage"] in told
        assert not any("Copied from Factsheets" in row[2] for row in told)

    def test_filters(self):
        page = complete_draft("Massage")
        page.save_revision(user=person("Author"), log_action=True)
        sign_governed_texts()
        browser = signed_in("Editor")
        everything = names(browser, "changes")
        edited = rows_as_csv(browser, url("changes", "action=wagtail.edit"))[1:]
        assert {row[4] for row in edited} == {"Draft saved"}
        assert 0 < len(edited) < len(everything)
        tomorrow = timezone.localdate() + timedelta(1)
        assert names(browser, "changes", f"timestamp_from={tomorrow}") == []
        assert names(browser, "changes", f"timestamp_to={tomorrow}") == everything

    def test_a_deleted_factsheet_stays_in_the_list(self):
        page = complete_draft("Massage")
        page.save_revision(user=person("Author"), log_action=True)
        page.delete(user=person("Administrator"))
        browser = signed_in("Editor")
        rows = rows_as_csv(browser, url("changes"))[1:]
        assert [row[2:5] for row in rows if row[4] == "Deleted"] == [["Massage", "Factsheet", "Deleted"]]
        results = shown(browser, "changes").partition('id="listing-results"')[2]
        assert "/history/" not in results
        assert "/words/" not in results

    def test_rows_cost_no_query_each(self):
        browser, author = signed_in("Editor"), person("Author")
        complete_draft("A").save_revision(user=author, log_action=True)
        shown(browser, "changes")
        few = count_queries(browser, "changes")
        for number in range(4):
            complete_draft(f"More {number}").save_revision(user=author, log_action=True)
        assert count_queries(browser, "changes") == few
