"""The form that records a review: a decision about each thing that waits, then the outcome and the next date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from typing_extensions import override
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from factsheets.language.vocabulary import Settlement
from factsheets.page.models.review import Review
from factsheets.reviews.reviewing import Matter, MatterDecision
from factsheets.screens.confirmation import Fact, facts_of


class MatterFields(NamedTuple):
    """One thing that waits, with the two fields of the decision about it."""

    matter: Matter
    settled_as: BoundField
    note: BoundField


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """Asks about each of `matters` first; `load` says how many reviews the months to choose from have already."""

    outcome = forms.ChoiceField(
        choices=Review.Outcome.choices,
        widget=forms.RadioSelect,
        help_text="“Unchanged” and “Changed” speak of the words. “Withdraw”: it should no longer be offered.",
    )
    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Review
        fields = ["outcome", "on_behalf_of", "reviewed_on", "evidence_checked_to", "next_due_on", "notes"]
        widgets = {
            "reviewed_on": AdminDateInput,
            "evidence_checked_to": AdminDateInput,
            "next_due_on": AdminDateInput,
            "notes": AdminAutoHeightTextInput,
        }
        help_texts = {
            "next_due_on": "We suggest the month with the fewest reviews. You can choose another. If you give an earlier day of the review, our suggestion moves with it.",
            "notes": "What you looked at, and what the next reviewer should know. Readers do not see this.",
        }

    def __init__(
        self,
        *args: Any,
        matters: list[Matter],
        load: list[str],
        suggested: Callable[[date], date],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.suggested = suggested
        self.matters = matters
        self.load = load
        for name in ("evidence_checked_to", "next_due_on"):
            self.fields[name].required = True
        for matter in matters:
            self.fields[f"as-{matter.key}"] = forms.ChoiceField(
                label="What came of it?",
                choices=Settlement.choices,
                widget=forms.RadioSelect,
                error_messages={"required": "Answer it, or set it aside with a reason."},
            )
            self.fields[f"note-{matter.key}"] = forms.CharField(
                label="What was done, or the reason why it is set aside",
                required=False,
                widget=AdminAutoHeightTextInput,
            )

    @override
    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        for matter in self.matters:
            aside = cleaned.get(f"as-{matter.key}") == Settlement.SET_ASIDE
            if aside and not cleaned.get(f"note-{matter.key}", "").strip():
                self.add_error(f"note-{matter.key}", "Write the reason why you set it aside.")
        reviewed_on = cleaned.get("reviewed_on")
        if reviewed_on and "next_due_on" not in self.changed_data:
            # Nobody has chosen a day: what we suggested for a review of today would be too late for an earlier one.
            cleaned["next_due_on"] = self.suggested(reviewed_on)
        return cleaned

    def facts(self) -> list[Fact]:
        """All that will be on record, in words."""
        decided = [
            Fact(each.matter.heading, f"{settled}: {note}" if note else settled)
            for each in self.matter_fields
            for settled, note in [self._decided(each.matter)]
        ]
        by = self.instance.by
        own = [name for name in self.Meta.fields if name != "on_behalf_of"]
        return [Fact("Reviewed by", by), *facts_of(self, own), *decided]

    def _decided(self, matter: Matter) -> tuple[str, str]:
        decision = self.decisions()[matter.key]
        return str(decision.settled_as.label), decision.note.strip()

    def decisions(self) -> dict[str, MatterDecision]:
        """The decision about each thing that waits, by its key."""
        return {
            matter.key: MatterDecision(
                Settlement(self.cleaned_data[f"as-{matter.key}"]), self.cleaned_data[f"note-{matter.key}"]
            )
            for matter in self.matters
        }

    @property
    def matter_fields(self) -> list[MatterFields]:
        """The things that wait, each with the fields of the decision about it."""
        return [
            MatterFields(matter, self[f"as-{matter.key}"], self[f"note-{matter.key}"])
            for matter in self.matters
        ]

    @property
    def review_fields(self) -> list[BoundField]:
        """The fields of the review itself, in the order of the screen."""
        return [self[name] for name in self.Meta.fields]


def load_in_words(days: Iterable[date], load: Mapping[tuple[int, int], int]) -> list[str]:
    """How many reviews are due already in the month of each day, such as “May 2029: 2 reviews”."""
    sentences = []
    for day in days:
        count = load.get((day.year, day.month), 0)
        number = f"{count or 'no'} review{'' if count == 1 else 's'}"
        sentences.append(f"{date_format(day, 'F Y')}: {number}")
    return sentences
