"""The form of a clinical reviewer's decision: what they decide, why, and who they are."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django import forms
from django.http import HttpRequest
from typing_extensions import override

from factsheets.publication.signing_off import PROFILE_FIELDS
from factsheets.signing.models.reviewer_profile import ReviewerProfile, profile_of


def outcome_field(choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    """The choices (value, words) of a decision, one of which has to be taken."""
    return forms.ChoiceField(label="What do you decide?", choices=choices, widget=forms.RadioSelect)


def comment_field(help_text: str, *, rows: int = 3) -> forms.CharField:
    """Words of the reviewer; `rows` is how high the field is."""
    return forms.CharField(
        label="Comment", required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text
    )


class DecisionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """Who the reviewer is, as kept on their profile. Whoever extends it adds the fields `outcome` and `comment`."""

    required_css_class = "required"

    #: The outcome that nobody decides without a comment, and what is said to who leaves it out.
    asks_why: ClassVar[tuple[str, str]]

    class Meta:
        model = ReviewerProfile
        fields = PROFILE_FIELDS
        widgets = {"interests": forms.Textarea(attrs={"rows": 2})}

    field_order: tuple[str, ...] = ("outcome", "comment", *PROFILE_FIELDS)

    @classmethod
    def asked_of(cls, request: HttpRequest, **options: Any) -> Self:
        """The form as whoever asks for it sees it, or as they sent it."""
        user: Any = request.user
        profile = profile_of(user)
        initial = {"registered_name": profile.registered_name or user.get_full_name()}
        return cls(request.POST or None, instance=profile, initial=initial, **options)

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        outcome, complaint = self.asks_why
        if given.get("outcome") == outcome and not given.get("comment", "").strip():
            self.add_error("comment", complaint)
        return given
