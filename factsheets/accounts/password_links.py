"""A link by mail with which a person sets a password of their own: for the invited, and for those who forgot."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone

from factsheets.database.background import background_task
from factsheets.mail.sending import FROM_ELSEWHERE, queue_mail

FORGOTTEN = "factsheets/accounts/email/password_forgotten.txt"
INVITED = "factsheets/accounts/email/invitation.txt"


def send_forgotten_password(address: str) -> None:
    """To everybody who has this address and may sign in. For an address that nobody has, as much is done here."""
    people = get_user_model().objects.filter(email__iexact=address, is_active=True).exclude(email="")
    _put_off(list(people.values_list("pk", flat=True)), FORGOTTEN)


def invite(person: AbstractUser) -> None:
    """To one person who has been given an account, or who lost the first invitation."""
    _put_off([person.pk], INVITED)


def _put_off(people: Sequence[int], template: str) -> None:
    send_password_links.enqueue(list(people), template, str(uuid4()))


@background_task
def send_password_links(people: list[int], template: str, mark: str) -> None:
    """Queue the mails, each once for one `mark`: whether an account exists, nobody can tell from how long the answer takes."""
    for person in get_user_model().objects.filter(pk__in=people, is_active=True).exclude(email=""):
        # The key says that the words are a secret: the queue forgets them once they are sent.
        key = f"{FROM_ELSEWHERE}{mark}:{person.pk}"
        context = {
            "person": person,
            "site": settings.WAGTAIL_SITE_NAME,
            "link": _link(person),
            "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
        }
        queue_mail(key, person.email, template, context, now=timezone.now())


def _link(person: AbstractUser) -> str:
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=key)}"
