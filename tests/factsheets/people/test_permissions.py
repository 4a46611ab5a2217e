"""Every screen of ours asks for permission first: not signed in, or without a role, nobody sees anything."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents.models import Document
from wagtail.models import Workflow

from factsheets.models import (
    GOVERNED_TEXTS,
    Condition,
    Disclaimer,
    FactsheetPage,
    Feedback,
    ImportedDocument,
    OutgoingMail,
    Review,
    SearchSynonym,
    Signpost,
    UnansweredSearch,
    WarningPhrase,
    WarningSign,
    WarningSignChange,
    WordingChange,
)
from factsheets.publication.withdrawing import withdraw
from factsheets.staff.reports import REPORTS
from tests.builders import complete_draft, library, live, person, sign
from tests.factsheets.exchange.batches.documents import COLD, HEAT, brought_in
from tests.factsheets.screens.kinds import KINDS, signed_in

pytestmark = pytest.mark.django_db


def record_urls() -> list[str]:
    urls = []
    for kind in KINDS:
        record = kind.make()
        urls += [kind.url(view) for view in ("list", "list_results", "add")]
        urls += [kind.url("list") + "?export=csv", kind.url("list") + "?export=xlsx"]
        urls += [kind.url(view, record.pk) for view in ("edit", "delete", "inspect", "usage", "history")]
        urls += [kind.chooser_url(view) for view in ("choose", "choose_results", "create", "chosen_multiple")]
        urls += [kind.chooser_url("chosen", record.pk)]
    return urls


def governed_urls() -> list[str]:
    urls = []
    for model in GOVERNED_TEXTS:
        text, name = model.objects.get(), f"wagtailsnippets_factsheets_{model._meta.model_name}"
        urls += [reverse(f"{name}:{view}") for view in ("list", "add", "preview_on_add")]
        views = ("edit", "delete", "history", "usage", "preview_on_edit", "unpublish", "workflow_history")
        urls += [reverse(f"{name}:{view}", args=[text.pk]) for view in views]
        urls += [reverse(f"{name}:revisions_view", args=[text.pk, text.latest_revision.pk])]
    return urls


def factsheet_urls() -> list[str]:
    page = complete_draft()
    views = (
        "edit",
        "delete",
        "copy",
        "move",
        "unpublish",
        "history",
        "usage",
        "preview_on_edit",
        "view_draft",
    )
    add = ["factsheets", "factsheetpage", library().pk]
    public = live("Osteopathy")
    withdrawn = live("Chiropractic")
    withdraw(withdrawn, reason="Old.", replacement=None, user=person(username="x"), now=timezone.now())
    revision = page.latest_revision_id
    return [
        reverse("factsheet_list:index"),
        reverse("factsheet_list:index") + "?export=csv",
        *(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]) for view in views),
        reverse("wagtailadmin_pages:delete", args=[public.pk]),
        reverse("wagtailadmin_api:pages:action", args=[public.pk, "delete"]),
        reverse("factsheets_withdraw", args=[public.pk]),
        reverse("factsheets_ask_to_take_down", args=[public.pk]),
        reverse("factsheets_versions", args=[public.pk]),
        reverse("factsheets_version", args=[public.pk, 1]),
        reverse("factsheets_version_comparison", args=[public.pk]) + "?from=1&to=1",
        reverse("factsheets_undo_withdrawal", args=[withdrawn.pk]),
        reverse("wagtailadmin_pages:add", args=add),
        reverse("wagtailadmin_pages:preview_on_add", args=add),
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
    ]


def review_urls() -> list[str]:
    review = Review.objects.create(page=complete_draft("TENS"), outcome="unchanged", reviewer="Dr A")
    name = "wagtailsnippets_factsheets_review"
    return [
        *(reverse(f"{name}:{view}") for view in ("list", "list_results", "add")),
        *(reverse(f"{name}:list") + f"?export={kind}" for kind in ("csv", "xlsx")),
        *(reverse(f"{name}:{view}", args=[review.pk]) for view in ("edit", "delete", "inspect", "usage")),
        *(
            reverse(view, args=[review.page.pk])
            for view in ("factsheet_review", "factsheet_review_acknowledge")
        ),
    ]


def sign_off_urls() -> list[str]:
    page = complete_draft("Osteopathy")
    page.get_workflow().start(page, user=None)
    page.current_workflow_task_state.approve(user=person("Editor", "who-checks"))
    decision = sign(page)
    return [
        reverse(
            "factsheets_sign_off", args=[FactsheetPage.objects.get(pk=page.pk).current_workflow_task_state.pk]
        ),
        reverse("factsheets_sign_offs", args=["factsheetpage", page.pk]),
        reverse("factsheets_sign_offs", args=["disclaimer", Disclaimer.objects.get().pk]),
        reverse("factsheets_withdraw_sign_off", args=[decision.pk]),
    ]


def feedback_urls() -> list[str]:
    answer = Feedback.objects.create(page=complete_draft("Massage"), useful=True, form_mark="one")
    name = "wagtailsnippets_factsheets_feedback"
    lists = [
        reverse(each)
        for each in (f"{name}:list", f"{name}:list_results", "feedback_figures", "feedback_figures_results")
    ]
    return [
        *lists,
        *(f"{url}?export={kind}" for url in lists for kind in ("csv", "xlsx")),
        reverse(f"{name}:add"),
        *(
            reverse(f"{name}:{view}", args=[answer.pk])
            for view in ("edit", "delete", "inspect", "usage", "history")
        ),
        reverse("wagtail_bulk_action", args=["factsheets", "feedback", "mark_handled"]) + f"?id={answer.pk}",
    ]


def words_urls() -> list[str]:
    page = complete_draft("Heat")
    revision, decision = page.latest_revision_id, sign(page)
    return [reverse("changed_words", args=[revision]), reverse("signed_words", args=[decision.pk])]


def report_urls() -> list[str]:
    urls = [reverse(f"{report.name}_{view}") for report in REPORTS for view in ("report", "report_results")]
    files = reverse("published_files")
    return [*urls, files, *(f"{url}?export={kind}" for url in urls for kind in ("csv", "xlsx"))]


def search_urls() -> list[str]:
    day = timezone.localdate()
    term = UnansweredSearch.objects.create(term="yoga", count=9, first_on=day, last_on=day)
    promotion = SearchPromotion.objects.create(query=Query.get("yoga"), page=complete_draft("Yoga"))
    words = {
        "searchsynonym": SearchSynonym.objects.create(expressions="one\ntwo"),
        "signpost": Signpost.objects.create(heading="Yoga", words="yoga", text="None.", kind="other"),
        "warningsign": WarningSign.objects.create(name="Toes", level="urgent", about="toes"),
        "warningphrase": WarningPhrase.objects.create(phrase="numb toes at night", expected="urgent"),
    }
    urls = []
    for kind, word in words.items():
        name = f"wagtailsnippets_factsheets_{kind}"
        urls += [reverse(f"{name}:{view}") for view in ("list", "list_results", "add")]
        urls += [reverse(f"{name}:list") + f"?export={file}" for file in ("csv", "xlsx")]
        urls += [
            reverse(f"{name}:{view}", args=[word.pk])
            for view in ("edit", "delete", "inspect", "usage", "history")
        ]
    report = [reverse(f"searches_that_found_nothing_report{part}") for part in ("", "_results")]
    promoted = "wagtailsearchpromotions"
    return [
        *urls,
        *report,
        *(f"{url}?export={file}" for url in report for file in ("csv", "xlsx")),
        reverse("forget_search", args=[term.pk]),
        *(reverse(f"{promoted}:{view}") for view in ("index", "index_results", "add", "search_terms")),
        *(reverse(f"{promoted}:{view}", args=[promotion.query_id]) for view in ("edit", "delete")),
    ]


def wording_urls() -> list[str]:
    change = WordingChange.objects.create(
        kind="condition",
        record_id=Condition.objects.create(name="Lumbago").pk,
        record_name="Lumbago",
        before={"name": "Lumbago", "plain_name": ""},
        after={"name": "Low back pain", "plain_name": ""},
        proposed_by_name="A",
        proposed_at=timezone.now(),
    )
    return [
        reverse("factsheets_headings"),
        reverse("factsheets_wording_changes"),
        *(
            reverse(name, args=[change.pk])
            for name in ("factsheets_wording_change", "factsheets_take_back_wording")
        ),
    ]


def warning_sign_urls() -> list[str]:
    sign = WarningSign.objects.create(name="Knees", level="urgent", about="knees")
    change = WarningSignChange.objects.create(
        sign=sign,
        sign_name="Knees",
        kind="removal",
        difference={},
        proposed_by_name="A",
        proposed_at=timezone.now(),
    )
    return [
        reverse("factsheets_try_warning_signs"),
        reverse("factsheets_warning_sign_changes"),
        reverse("factsheets_remove_warning_sign", args=[sign.pk]),
        reverse("factsheets_import_warning_phrases"),
        *(
            reverse(f"factsheets_{name}", args=[change.pk])
            for name in ("warning_sign_change", "see_warning_sign", "take_back_warning_sign")
        ),
    ]


def mail_urls() -> list[str]:
    waiting = OutgoingMail.objects.create(
        key="one", to="a@example.org", subject="A", body="B", made_at=timezone.now()
    )
    report = [reverse(f"mail_that_waits_report{part}") for part in ("", "_results")]
    return [
        *report,
        *(f"{url}?export={file}" for url in report for file in ("csv", "xlsx")),
        *(reverse(name, args=[waiting.pk]) for name in ("send_mail_again", "give_up_mail")),
    ]


def import_urls() -> list[str]:
    batch = brought_in({"heat.txt": HEAT, "cold.txt": COLD})
    page = complete_draft("Mud")
    document = ImportedDocument.objects.create(page=page, name="mud.txt", digest="0" * 64, text="Mud.")
    return [
        reverse("factsheets_bring_in"),
        *(
            reverse(f"factsheets_{name}", args=[batch.pk])
            for name in ("import_batch", "go_on_with_batch", "undo_batch", "throw_batch_away")
        ),
        reverse("factsheets_original_of_batch", args=[batch.pk, batch.documents.first().pk]),
        reverse("factsheets_originals", args=[page.pk]),
        reverse("factsheets_original", args=[page.pk, document.pk]),
    ]


def document_urls() -> list[str]:
    leaflet = Document.objects.create(title="A leaflet", file="documents/leaflet.pdf")
    return [
        reverse(f"wagtaildocs:{view}", args=[leaflet.pk]) for view in ("edit", "delete", "delete_multiple")
    ]


def workflow_urls() -> list[str]:
    workflow = Workflow.objects.first()
    screens = [
        reverse(f"wagtailadmin_workflows:{to}", args=[workflow.pk]) for to in ("disable", "enable", "edit")
    ]
    return [*screens, reverse("wagtailadmin_workflows:index")]


def sign_in_urls() -> list[str]:
    return [reverse("help_with_sign_in", args=[person("Author", "who-forgot", email="f@example.org").pk])]


URLS = [
    mail_urls,
    sign_in_urls,
    workflow_urls,
    wording_urls,
    warning_sign_urls,
    document_urls,
    import_urls,
    search_urls,
    record_urls,
    governed_urls,
    factsheet_urls,
    review_urls,
    sign_off_urls,
    feedback_urls,
    report_urls,
    words_urls,
]


def somebody_who_may_only_enter() -> Client:
    user = person(username="visitor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


VISITORS = {
    "nobody": Client,
    "a person without a role": lambda: signed_in(None),
    "a person who may only enter the admin": somebody_who_may_only_enter,
}


@pytest.mark.parametrize("urls_of", URLS)
@pytest.mark.parametrize("who", VISITORS)
def test_nothing_is_shown_or_done_for(who, urls_of):
    browser = VISITORS[who]()
    wrong = []
    for url in urls_of():
        for ask in (browser.get, browser.post):
            response = ask(url)
            # To the sign-in, or, with a message, to the front of the admin.
            sent_away = response.status_code == 302 and (
                response["Location"] == "/admin/" or response["Location"].startswith("/admin/login/")
            )
            if not sent_away and response.status_code not in (403, 404, 405):
                wrong.append((url, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("who", VISITORS)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_nothing_is_deleted_in_bulk_for(who, kind):
    record = kind.make()
    url = reverse("wagtail_bulk_action", args=["factsheets", str(kind), "delete"]) + f"?id={record.pk}"
    VISITORS[who]().post(url)
    assert kind.model.objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("who", VISITORS)
def test_no_document_is_deleted_in_bulk_for(who):
    leaflet = Document.objects.create(title="A leaflet", file="documents/leaflet.pdf")
    url = reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"]) + f"?id={leaflet.pk}"
    VISITORS[who]().post(url)
    assert Document.objects.filter(pk=leaflet.pk).exists()


@pytest.mark.parametrize("urls_of", URLS)
def test_the_addresses_are_real(urls_of):
    browser = signed_in("superuser")
    answers = {url: browser.get(url).status_code for url in urls_of()}
    assert {url: code for url, code in answers.items() if code >= 500} == {}
    assert sum(code == 200 for code in answers.values()) > len(answers) / 2
