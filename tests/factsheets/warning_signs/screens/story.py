"""Signs, phrases and people, as the tests of their screens drive them."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from factsheets.models import WarningPhrase, WarningSign, WarningSignChange
from tests.builders import person
from tests.factsheets.screens.once_more import record
from tests.setting_up import following

PROFILE = {
    "registered_name": "Dr Jo Bloggs",
    "role": "GP",
    "professional_body": "A council",
    "registration_number": "1234567",
    "interests": "None",
}


def only(*phrases: tuple[str, str], **fields: str) -> WarningSign:
    """One sign and these phrases, and nothing else."""
    QuerySet.delete(WarningSign.objects.all())
    QuerySet.delete(WarningPhrase.objects.all())
    ModelLogEntry.objects.filter(content_type__model__startswith="warning").delete()
    for phrase, expected in phrases:
        WarningPhrase.objects.create(phrase=phrase, expected=expected)
    return WarningSign.objects.create(
        **({"name": "Legs", "level": "emergency", "about": "legs\nfeet", "wrong": "numb\nweak"} | fields)
    )


def staff(role: str = "Editor", username: str = "") -> Client:
    browser = Client()
    browser.force_login(person(role, username, email=f"{username or role.split()[0].lower()}@example.org"))
    return browser


def url(view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_factsheets_warningsign:{view}", args=args)


def opened(browser: Client, sign: WarningSign) -> dict[str, str]:
    """The fields of the editing screen as a browser has them."""
    page = BeautifulSoup(browser.get(url("edit", sign.pk)).content, "html.parser")
    form = page.find("form", {"id": "w-editor-form"})
    fields = {box["name"]: box.get_text().removeprefix("\n") for box in form.find_all("textarea")}
    fields |= {
        box["name"]: box.get("value", "") for box in form.find_all("input", {"type": ["text", "hidden"]})
    }
    fields["level"] = form.find("select", {"name": "level"}).find("option", selected=True)["value"]
    return fields


def saved(browser: Client, sign: WarningSign, form: dict[str, str] | None = None, **changes: str) -> str:
    """What the screen says after saving."""
    fields = (form or opened(browser, sign)) | {
        name: text.replace("\n", "\r\n") for name, text in changes.items()
    }
    return words(following.post(browser, url("edit", sign.pk), fields))


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def lines(sign: WarningSign) -> tuple[str, str, str, str]:
    """What is in force."""
    sign = WarningSign.objects.get(pk=sign.pk)
    return sign.level, *(
        ",".join(getattr(sign, name).splitlines()) for name in ("about", "wrong", "leaves_alone")
    )


def waiting() -> WarningSignChange:
    return WarningSignChange.objects.waiting().get()


def decide(browser: Client, change: WarningSignChange, outcome: str, comment: str = "", **fields: str) -> str:
    """The form of the decision, through its question."""
    address = reverse("factsheets_warning_sign_change", args=[change.pk])
    return words(record(browser, address, PROFILE | {"outcome": outcome, "comment": comment} | fields))
