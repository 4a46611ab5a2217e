"""Who a clinical reviewer is: what every sign-off of theirs says about them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models

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


def name_and_role(user: AbstractUser) -> str:
    """Who somebody is on records: as they stand in their register, or else as their account names them."""
    profile = ReviewerProfile.objects.filter(user=user.pk).first()
    if profile is None:
        return (user.get_full_name() or user.get_username())[:LONGEST_NAME]
    both = f"{profile.registered_name}, {profile.role}"
    return both if len(both) <= LONGEST_NAME else profile.registered_name
