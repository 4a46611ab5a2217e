"""Two people set who may read a page or a collection: the second sees what the first has chosen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from tests.builders import live, superuser
from tests.factsheets.screens.hostile_forms.reading import forms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(superuser())
    return client


def page() -> tuple[str, Page, Any]:
    found = live("Heat")
    return reverse("wagtailadmin_pages:set_privacy", args=[found.pk]), found, PageViewRestriction


def collection() -> tuple[str, Collection, Any]:
    found = Collection.get_first_root_node().add_child(name="Papers")
    return reverse("wagtailadmin_collections:set_privacy", args=[found.pk]), found, CollectionViewRestriction


@pytest.mark.parametrize("make", [page, collection])
def test_a_rule_that_somebody_else_has_set_is_shown_and_stays(boss, make):
    address, of, rules = make()
    [form] = forms_of(boss.get(address), address)
    assert form.fields["restriction_type"] == ["none"]
    what = "page" if rules is PageViewRestriction else "collection"
    theirs = rules.objects.create(restriction_type="login", **{what: of})
    answer = boss.post(address, form.fields)
    assert "Somebody else has changed this meanwhile" in json.loads(answer.content)["html"]
    assert "you chose “Public”" in json.loads(answer.content)["html"]
    assert list(rules.objects.all()) == [theirs]
    [form] = forms_of(answer, address)
    assert form.fields["restriction_type"] == ["login"]
    assert boss.post(address, form.fields | {"restriction_type": ["none"]}).json()["is_public"]
    assert not rules.objects.exists()


@pytest.mark.parametrize("make", [page, collection])
def test_without_another_save_it_is_done_at_once(boss, make):
    address, _of, rules = make()
    [form] = forms_of(boss.get(address), address)
    sent = form.fields | {"restriction_type": ["password"], "password": ["under the stairs"]}
    assert boss.post(address, sent).json() == {"step": "set_privacy_done", "is_public": False}
    [form] = forms_of(boss.get(address), address)
    rules.objects.update(password="another one")
    assert "changed this meanwhile" in boss.post(address, form.fields).json()["html"]


def test_what_a_program_sends_without_a_mark_is_done(boss):
    address, _of, rules = page()
    assert boss.post(address, {"restriction_type": "login"}).json()["step"] == "set_privacy_done"
    assert rules.objects.get().restriction_type == "login"
