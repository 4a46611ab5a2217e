"""Passwords that somebody who knows the site, or the person, would try first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

#: What the site does, whom it knows, and what people write where a password is asked for. OWASP ASVS 5.0, 6.2.11, asks for such a list.
_WORDS_OF_THE_SITE = (
    "administration", "administrator", "admin", "association", "author", "backpain", "backcare", "changeme", "charity",
    "clinical", "clinician", "disclaimer", "editor", "factsheets", "factsheet", "health", "letmein", "library", "login",
    "manager", "passphrase", "password", "pain", "publication", "qwerty", "resource", "reviewer", "safety", "secret",
    "staff", "superuser", "therapies", "therapy", "user", "wagtail", "website", "welcome",
)  # fmt: skip
_LOOKS_LIKE = str.maketrans("0134578@$!|", "oieastbasil")
#: A name this short stands in many words by chance.
_SHORTEST_NAME = 3
#: Letters and digits that have to be left once such words are taken away.
_FEWEST_OF_THEIR_OWN = 8


class GuessableWordsValidator:
    """For `AUTH_PASSWORD_VALIDATORS`: more of a password than names and words of the site has to be hard to guess."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError with a sentence for whoever chose the password."""
        words = sorted({*_WORDS_OF_THE_SITE, *_names(user)}, key=len, reverse=True)
        plain = _small_letters(password)
        if any(
            _left(written, words) < _FEWEST_OF_THEIR_OWN for written in (plain, plain.translate(_LOOKS_LIKE))
        ):
            raise ValidationError(
                "This password is little more than a name or a word that others would try first, such as yours or "
                "this site’s. Choose three or four words that have nothing to do with either.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """Beside the field, before anything is typed."""
        return "Three or four words that have nothing to do with you or this site are easy to remember and hard to guess."


def _names(user: AbstractBaseUser | None) -> Iterable[str]:
    written = [settings.WAGTAIL_SITE_NAME]
    if user is not None:
        fields = (
            user.get_username(),
            *(getattr(user, name, "") for name in ("first_name", "last_name", "email")),
        )
        written += [str(each) for each in fields]
    for each in written:
        small = _small_letters(each)
        yield from (part for part in re.split(r"[\W_]+", small) if len(part) >= _SHORTEST_NAME)


def _small_letters(text: str) -> str:
    """Without accents, so that “Zoë” is “zoe”."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _left(password: str, words: Iterable[str]) -> int:
    """How many letters and digits are left without `words`; one that is repeated on the spot counts once."""
    for word in words:
        password = password.replace(word, " ")
    return len(re.sub(r"(.)\1+", r"\1", re.sub(r"[\W_]+", "", password)))
