"""What nobody may choose as a password: by the rule, and on each screen where one is chosen."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.builders import person, superuser

GOOD = "violet kettle under seventeen stairs"
GUESSED = [
    "letmein99",
    "factsheets",
    "administrator1",
    "Adm1n1strat0r!!",
    "BackCare-2026!",
    "backcare factsheets",
]


def _somebody() -> object:
    return get_user_model()(
        username="zoe", first_name="Zoë", last_name="Featherstone", email="zf@spinehelp.example"
    )


@pytest.mark.parametrize("password", [*GUESSED, "password password", "clinicalreviewer1", "aaaaaaaaaaaaaaaa"])
def test_words_of_the_site_alone_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["Featherstone1984", "zoe.featherstone", "Spinehelp-2026!!", "F3ath3rst0ne!!!"]
)
def test_names_of_the_person_alone_are_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, _somebody())
    assert any("others would try first" in each for each in refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "backcare purple elephant trumpets",
        "Featherstone walks nine llamas",
        "wolkenkratzerzebra",
        "длинная-фраза-из-слов",
        "xK9$vq2!Lm7#",
    ],
)
def test_a_phrase_is_taken_whatever_it_holds_besides(password: str) -> None:
    validate_password(password, _somebody())


def test_eleven_characters_are_too_few() -> None:
    with pytest.raises(ValidationError, match="at least 12 characters"):
        validate_password("vq2kLm7xK9z")


@pytest.mark.django_db
@pytest.mark.parametrize("password", GUESSED)
def test_no_screen_takes_one(password: str) -> None:
    boss, client = superuser(), Client()
    boss.set_password(GOOD)
    boss.save()
    client.force_login(boss)
    typed = {"username": "new", "email": "new@example.org", "first_name": "Jo", "last_name": "Bloggs"}
    both = {"password1": password, "password2": password}
    added = client.post(reverse("wagtailusers_users:add"), typed | both)
    changed = client.post(
        reverse("wagtailusers_users:edit", args=[boss.pk]),
        typed | both | {"username": "superuser", "is_superuser": "on", "is_active": "on"},
    )
    for answer in (added, changed):
        assert answer.status_code == 200
        assert "password" in answer.content.decode().lower()
    assert not get_user_model().objects.filter(username="new").exists()
    boss.refresh_from_db()
    assert boss.check_password(GOOD)


@pytest.mark.django_db
def test_the_link_of_a_forgotten_password_takes_none_and_says_why() -> None:
    forgetful = person("Author", email="a@example.org", password=GOOD)
    key = [urlsafe_base64_encode(force_bytes(forgetful.pk)), default_token_generator.make_token(forgetful)]
    client = Client()
    form = client.get(reverse("wagtailadmin_password_reset_confirm", args=key), follow=True)
    [(address, _status)] = form.redirect_chain
    refused = client.post(address, {"new_password1": "administrator1", "new_password2": "administrator1"})
    assert "others would try first" in refused.content.decode()
    forgetful.refresh_from_db()
    assert forgetful.check_password(GOOD)
    client.post(address, {"new_password1": GOOD[::-1], "new_password2": GOOD[::-1]})
    forgetful.refresh_from_db()
    assert forgetful.check_password(GOOD[::-1])
