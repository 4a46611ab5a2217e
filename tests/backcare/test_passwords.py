"""What nobody may choose as a password: by the rule, and on each screen where one is chosen."""

from __future__ import annotations

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.builders import person

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


@pytest.fixture
def owner() -> AbstractUser:
    return person("Author", email="a@example.org", password=GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize("password", GUESSED)
def test_the_page_that_changes_one_takes_none(owner: AbstractUser, password: str) -> None:
    client = Client()
    client.force_login(owner)
    typed = {"oldpassword": GOOD, "password1": password, "password2": password}
    refused = client.post(reverse("account_change_password"), typed)
    assert "fault" in refused.content.decode()
    owner.refresh_from_db()
    assert owner.check_password(GOOD)


@pytest.mark.django_db
def test_the_link_of_a_forgotten_password_takes_none_and_says_why(owner: AbstractUser) -> None:
    key = {"uidb36": user_pk_to_url_str(owner), "key": default_token_generator.make_token(owner)}
    client = Client()
    form = client.get(reverse("account_reset_password_from_key", kwargs=key), follow=True)
    [(address, _status)] = form.redirect_chain
    refused = client.post(address, {"password1": "administrator1", "password2": "administrator1"})
    assert "others would try first" in refused.content.decode()
    owner.refresh_from_db()
    assert owner.check_password(GOOD)
    client.post(address, {"password1": GOOD[::-1], "password2": GOOD[::-1]})
    owner.refresh_from_db()
    assert owner.check_password(GOOD[::-1])
