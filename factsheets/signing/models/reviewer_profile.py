"""Who a clinical reviewer is: what every sign-off of theirs says about them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AbstractUser, User
from django.db import models
from wagtail.admin.utils import get_user_display_name

#: As many characters as a review keeps of the name of its reviewer.
LONGEST_NAME = 160


class ReviewerProfile(models.Model):
    """What a clinical reviewer says of themselves; each sign-off keeps a copy as it was on its day."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_profile", editable=False
    )
    registered_name = models.CharField(
        max_length=160, help_text="Your name as it stands in your professional register."
    )
    role = models.CharField(max_length=160, help_text="What you are, such as “Consultant physiotherapist”.")
    professional_body = models.CharField(max_length=160, help_text="The body that registers you, in full.")
    registration_number = models.CharField(max_length=40, help_text="Your number in that register.")
    interests = models.TextField(
        "interests declared",
        help_text="Anything that could sway your judgement, such as paid work for a provider. Write “None” if there is nothing.",
    )

    class Meta:
        verbose_name = "reviewer profile"
        verbose_name_plural = "reviewer profiles"

    def __str__(self) -> str:
        return self.registered_name


def profile_of(user: User) -> ReviewerProfile:
    """Somebody's profile; a new one, not stored yet, for who has none."""
    return ReviewerProfile.objects.filter(user=user).first() or ReviewerProfile(user=user)


def account_name(user: AbstractBaseUser) -> str:
    """Who somebody is on records as far as their account says."""
    return str(get_user_display_name(user))[:LONGEST_NAME]


def name_and_role(user: AbstractUser) -> str:
    """Who somebody is on records: as they stand in their register, or else as their account names them."""
    profile = ReviewerProfile.objects.filter(user=user.pk).first()
    if profile is None:
        return account_name(user)
    both = f"{profile.registered_name}, {profile.role}"
    return both if len(both) <= LONGEST_NAME else profile.registered_name
