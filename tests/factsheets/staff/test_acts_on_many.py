"""An act on many at once leads back to the list of what it is about, and is not offered where it would be refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from factsheets.models import Condition
from tests.backcare.uploads import document
from tests.builders import live, person, superuser
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db


def many(app: str, model: str, act: str, *keys: object) -> str:
    address = reverse("wagtail_bulk_action", args=[app, model, act])
    return f"{address}?" + "&".join(f"id={key}" for key in keys)


@pytest.fixture
def desk() -> Client:
    return signed_in("Administrator")


def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


def test_without_another_address_each_kind_leads_to_its_list(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk = boss()
    leaflet = document()
    role = Group.objects.get(name="Author")
    acts = [
        (many("wagtaildocs", "document", "add_tags", leaflet.pk), {"tags": "back"}, "wagtaildocs:index"),
        (many("wagtaildocs", "document", "delete", leaflet.pk), {}, "wagtaildocs:index"),
        (many("auth", "user", "assign_role", person("Author", "al").pk), {"role": role.pk}, "wagtailusers_users:index"),
        (many("wagtailcore", "page", "unpublish", live("Heat").pk), {}, "wagtailadmin_explore_root"),
    ]  # fmt: skip
    for address, typed, name in acts:
        assert f'href="{reverse(name)}"' in desk.get(address).content.decode(), "for whoever does it not"
        for sent in (typed, typed | {"next": "https://elsewhere.example/"}):
            response = desk.post(address, sent)
            if response.status_code == 404:
                continue  # deleted the first time
            assert response["Location"] == reverse(name), address
            assert desk.get(response["Location"]).status_code == 200
    assert not Document.objects.exists()


def test_a_record_leads_to_its_own_list():
    condition = Condition.objects.create(name="Some condition")
    address = many("factsheets", "condition", "delete", condition.pk)
    assert boss().post(address)["Location"] == reverse(Condition.snippet_viewset.get_url_name("list"))


def test_another_address_that_was_given_stays(desk):
    address = many("auth", "user", "set_active_state", person("Author", "al").pk)
    response = desk.post(f"{address}&next=/admin/users/%3Fp=2", {"mark_as_active": "False"})
    assert response["Location"] == "/admin/users/?p=2"


@pytest.mark.parametrize("ticked", ["each", "all"])
def test_no_more_than_a_hundred_are_done_at_once(ticked):
    made = Condition.objects.bulk_create(
        Condition(name=f"Condition {number}", slug=f"c-{number}") for number in range(101)
    )
    keys = [each.pk for each in made]
    address = many("factsheets", "condition", "delete", *(keys if ticked == "each" else ["all"]))
    desk = boss()
    for answer in (desk.get(address, follow=True), desk.post(address, follow=True)):
        assert (
            "Nothing was done: tick 100 at most at once, and the others after that."
            in answer.content.decode()
        )
    assert Condition.objects.count() == 101
    made[0].delete()
    address = many("factsheets", "condition", "delete", *(keys[1:] if ticked == "each" else ["all"]))
    assert desk.post(address).status_code == 302
    assert not Condition.objects.exists()


@pytest.mark.parametrize("act", ["assign_role", "set_active_state", "delete"])
def test_who_will_be_left_out_is_named_before_anything_is_asked(desk, act):
    root, author = superuser(), person("Author", "al")
    address = many("auth", "user", act, root.pk, author.pk)
    led = desk.get(address)
    assert parse_qs(urlsplit(led["Location"]).query)["id"] == [str(author.pk)]
    shown = desk.get(led["Location"]).content.decode()
    assert f"Left out: “{root.get_username()}”." in shown
    assert "is a superuser. Nobody else changes that account on a screen." in shown


def test_all_of_a_list_are_looked_at_too(desk):
    root = superuser()
    led = desk.get(many("auth", "user", "set_active_state", "all"))
    assert str(root.pk) not in parse_qs(urlsplit(led["Location"]).query)["id"]


def test_where_nobody_is_left_nothing_is_asked(desk):
    own = desk.get("/admin/").wsgi_request.user
    for act, key in (("assign_role", own.pk), ("set_active_state", superuser().pk)):
        response = desk.get(many("auth", "user", act, key), follow=True)
        assert response.redirect_chain == [(reverse("wagtailusers_users:index"), 302)]
        assert "Nothing can be changed for" in response.content.decode()


def test_a_form_that_would_be_refused_is_not_shown(desk):
    root = superuser()
    role = Group.objects.get(name="Author")
    for address, led, words in (
        (reverse("wagtailusers_users:edit", args=[root.pk]), reverse("wagtailusers_users:index"), "is a superuser."),
        (
            reverse("wagtailusers_groups:delete", args=[role.pk]),
            reverse("wagtailusers_groups:edit", args=[role.pk]),
            "“Author” was not deleted. The roles of the charity are not changed on this screen",
        ),
    ):  # fmt: skip
        response = desk.get(address, follow=True)
        assert response.redirect_chain == [(led, 302)]
        assert words in response.content.decode()
    assert desk.get(reverse("wagtailusers_users:edit", args=[person("Author", "al").pk])).status_code == 200
