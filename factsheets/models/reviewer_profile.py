"""Who a clinical reviewer is: what every sign-off of theirs says about them."""

from django.conf import settings
from django.db import models


class ReviewerProfile(models.Model):
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
