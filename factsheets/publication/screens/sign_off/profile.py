"""A clinical reviewer's own register details, on the account screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from typing_extensions import override
from wagtail.admin.views.account import BaseSettingsPanel

from factsheets.publication.signing_off import PROFILE_FIELDS
from factsheets.signing.models.reviewer_profile import ReviewerProfile, profile_of
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask


class ReviewerProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """All of the details or, for those who have none yet, nothing."""

    class Meta:
        model = ReviewerProfile
        fields = PROFILE_FIELDS
        widgets = {"interests": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever came to change something else on the account screen may leave all of it empty.
        self.empty_permitted = self.instance.pk is None
        self.use_required_attribute = False

    @override
    def save(self, commit: bool = True) -> ReviewerProfile:
        profile: ReviewerProfile = super().save(commit) if self.has_changed() else self.instance
        return profile


class ReviewerProfilePanel(BaseSettingsPanel):
    """The section of the account screen."""

    name = "reviewer_profile"
    title = "Clinical reviewer"
    order = 250
    form_class = ReviewerProfileForm
    form_object = "profile"

    def __init__(self, request: HttpRequest, user: User, profile: object) -> None:
        super().__init__(request, user, profile_of(user))

    def is_active(self) -> bool:
        """Shown to those who sign off."""
        return any(task.may_decide(self.user) for task in ClinicalSignOffTask.objects.filter(active=True))
