"""Every address that takes a password: one form signs in, and the others lead there, are shut, or count tries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.backcare.uploads import collection, document
from tests.builders import live, person, superuser

from .people import PASSWORD, is_in, member, sign_in

pytestmark = pytest.mark.django_db

#: Who sees a field for a password where. A new address that asks for one belongs here.
ASK_STRANGERS = {"accounts/login/"}
#: Where the admin is about people: the other screens are too many to be opened for this.
ABOUT_PEOPLE = ("accounts/", "admin/account/", "admin/users/", "admin/groups/", "_util/")
ASK_MEMBERS = {"accounts/password/change/", "accounts/reauthenticate/"}


def addresses(patterns: list, before: str = "") -> Iterator[str]:
    """All addresses of the whole site that take no argument."""
    for pattern in patterns:
        here = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern) and not set("<(*[") & set(here):
            yield here


WALKED = sorted(set(addresses(get_resolver().url_patterns)))
#: Every credential under every name that any form of Django, Wagtail or ours has for it.
KEYS = {
    **dict.fromkeys(("login", "username", "email"), "author"),
    **dict.fromkeys(("password", "password1", "password2", "new_password1", "new_password2"), PASSWORD),
}


def asks_for_a_password(browser: Client, address: str) -> bool:
    answer = browser.get(f"/{address}")
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
    return is_page and bool(BeautifulSoup(answer.content, "html.parser").select("input[type=password]"))


def test_the_walk_goes_everywhere():
    assert len(WALKED) > 100
    assert {
        "admin/login/",
        "_util/login/",
        "admin/password_reset/",
        "admin/account/",
        "accounts/login/",
    } <= set(WALKED)


def test_strangers_are_asked_at_one_address():
    assert {address for address in WALKED if asks_for_a_password(Client(), address)} == ASK_STRANGERS


def test_members_of_staff_are_asked_by_the_pages_for_it_alone():
    boss = superuser()
    boss.set_password(PASSWORD)
    boss.save()
    desk = sign_in("superuser")
    asking = {
        address
        for address in WALKED
        if address.startswith(ABOUT_PEOPLE) and asks_for_a_password(desk, address)
    }
    assert asking == ASK_MEMBERS
    assert not asks_for_a_password(desk, f"admin/users/edit/{boss.pk}/")


def test_the_right_password_signs_in_at_one_address_alone():
    member()
    opened = set()
    for address in WALKED:
        browser = Client(raise_request_exception=False)
        browser.post(f"/{address}?next=/admin/", KEYS)
        if is_in(browser):
            opened.add(address)
    assert opened == {"accounts/login/"}


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
@pytest.mark.parametrize("act", ["get", "post", "head"])
def test_the_doors_of_wagtail_lead_to_the_one_form(door, act):
    answer = getattr(Client(), act)(f"{door}?next=/admin/pages/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2Fpages%2F")
    assert Client().put(door).status_code == 405


def test_whoever_is_signed_in_and_not_let_in_is_told_so_and_goes_round_in_no_circle(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    group = Group.objects.create(name="Board")
    private, page = collection(), live("Heat")
    rules = (
        CollectionViewRestriction.objects.create(collection=private, restriction_type="groups"),
        PageViewRestriction.objects.create(page=page, restriction_type="groups"),
    )
    for rule in rules:
        rule.groups.add(group)
    desk = Client()
    desk.force_login(person("Author", "outside"))
    for address in (document(collection=private).url, page.url):
        answer = desk.get(address, follow=True)
        assert answer.status_code == 403
        assert "open to the members of other groups alone" in answer.content.decode()
        assert len(answer.redirect_chain) == 1
        assert [place for place, _ in Client().get(address, follow=True).redirect_chain][-1].startswith(
            "/accounts/login/"
        )
    group.user_set.add(get_user_model().objects.get(username="outside"))
    assert {desk.get(address).status_code for address in (document(collection=private).url, page.url)} == {
        200
    }


@pytest.mark.parametrize("rest", ["", "done/", "confirm/MQ/set-password/", "complete/"])
def test_wagtails_way_to_a_new_password_leads_to_ours(rest):
    for act in ("get", "post"):
        answer = getattr(Client(), act)(f"/admin/password_reset/{rest}", KEYS)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/password/reset/")


def test_neither_the_account_page_nor_the_form_of_a_person_sets_a_password_or_an_own_address():
    user = member("Administrator")
    desk = Client()
    desk.force_login(superuser())
    new = PASSWORD[::-1]
    typed = {
        "name_email-first_name": "Jo", "name_email-last_name": "Bloggs", "name_email-email": "own@example.org",
        "password-old_password": PASSWORD, "password-new_password1": new, "password-new_password2": new,
    }  # fmt: skip
    browser = sign_in("administrator")
    browser.post("/admin/account/", typed)
    form = {"username": "administrator", "first_name": "Jo", "last_name": "Bloggs", "email": user.email}
    desk.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        form | {"password1": new, "password2": new, "is_active": "on"},
    )
    user.refresh_from_db()
    assert (user.first_name, user.email, user.check_password(PASSWORD)) == (
        "Jo",
        "administrator@example.org",
        True,
    )


def private_page() -> tuple[str, str]:
    page = live("Heat")
    rule = PageViewRestriction.objects.create(page=page, restriction_type="password", password="violet")
    return reverse("wagtailcore_authenticate_with_password", args=[rule.pk, page.pk]), "/factsheets/heat/"


def private_document() -> tuple[str, str]:
    folder = Collection.get_first_root_node().add_child(name="Private")
    rule = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type="password", password="violet"
    )
    return reverse("wagtaildocs_authenticate_with_password", args=[rule.pk]), "/about/"


@pytest.mark.parametrize("private", [private_page, private_document])
def test_the_password_of_a_private_page_is_not_to_be_guessed(private):
    form, page = private()
    for number in range(10):
        answer = Client(REMOTE_ADDR="192.0.2.9").post(
            form, {"password": f"wrong{number}", "return_url": page}
        )
        assert answer.status_code == 200
    right = {"password": "violet", "return_url": page}
    late = Client(REMOTE_ADDR="192.0.2.9").post(form, right)
    assert late.status_code == 429
    assert "Wait ten minutes" in late.content.decode()
    assert Client(REMOTE_ADDR="192.0.2.10").post(form, right).status_code == 302
    assert Client(REMOTE_ADDR="192.0.2.9").get(form).status_code == 200


@pytest.mark.parametrize("private", [private_page, private_document])
def test_the_right_password_is_no_try(private):
    """Many readers share one address, such as a clinic's."""
    form, page = private()
    right = {"password": "violet", "return_url": page}
    for _ in range(101):
        assert Client(REMOTE_ADDR="192.0.2.9").post(form, right).status_code == 302
    codes = [
        Client(REMOTE_ADDR="192.0.2.9").post(form, {"password": "wrong", "return_url": page}).status_code
        for _ in range(11)
    ]
    assert codes == [200] * 10 + [429]


@pytest.mark.parametrize("private", [private_page, private_document])
def test_tries_at_the_same_moment_count_before_they_are_looked_at(private, monkeypatch):
    """Each of the last comes in while the one before it is looked at."""
    form, page = private()
    codes: list[int] = []
    looks = PasswordViewRestrictionForm.clean_password

    def one_try() -> None:
        answer = Client(REMOTE_ADDR="192.0.2.9").post(form, {"password": "wrong", "return_url": page})
        codes.append(answer.status_code)

    def looks_slowly(self):
        one_try()
        return looks(self)

    for _ in range(7):
        one_try()
    monkeypatch.setattr(PasswordViewRestrictionForm, "clean_password", looks_slowly)
    one_try()
    assert sorted(codes) == [200] * 10 + [429]


def test_a_private_page_is_not_to_be_guessed_from_many_networks():
    form, page = private_document()
    for number in range(100):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(form, {"password": "wrong", "return_url": page})
    right = {"password": "violet", "return_url": page}
    assert Client(REMOTE_ADDR="192.0.2.10").post(form, right).status_code == 429


def test_a_page_for_the_signed_in_opens_after_the_one_form():
    page = live("Heat")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    member()
    asked = Client().get("/factsheets/heat/", follow=True)
    assert asked.redirect_chain[-1][0] == "/accounts/login/?next=%2Ffactsheets%2Fheat%2F"
    browser = sign_in("author", next="/factsheets/heat/")
    assert browser.get("/factsheets/heat/").status_code == 200


def test_asking_for_links_is_counted_alike_for_known_and_unknown():
    member()
    for address in ("author@example.org", "nobody@example.org"):
        codes = [
            Client(REMOTE_ADDR=f"192.0.2.{number}")
            .post(reverse("account_reset_password"), {"email": address.title()})
            .status_code
            for number in range(4)
        ]
        assert codes == [302, 302, 302, 429]
