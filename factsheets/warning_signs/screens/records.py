"""The list and the forms of warning signs: what widens one acts when it is saved, what narrows one becomes a proposal."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from typing_extensions import override
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from factsheets.language.vocabulary import WarningSignRefused
from factsheets.people.permissions import WarningSignPermissionPolicy
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.record_index import RecordIndex
from factsheets.signing.formats.shown_words import SHOWN, shown_words, token_of
from factsheets.warning_signs.changing import Changed, change_sign, note_new_sign
from factsheets.warning_signs.formats.recogniser import Sign
from factsheets.warning_signs.formats.sign_changes import sign_content, sign_in
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange
from factsheets.warning_signs.trying import caught_by

#: The tick by which somebody puts a new proposal in the place of their own that waits.
REPLACES = "replaces"


class SignList(RecordIndex):
    """Whatever is typed into its search box is looked for in the database itself."""


class NewSign(CreateView):
    """A new sign: it listens as soon as it is saved."""

    def save_instance(self) -> WarningSign:
        """Store it, and list it for clinical reviewers."""
        sign: WarningSign = super().save_instance()
        note_new_sign(sign, by=self.request.user, now=timezone.now())
        return sign

    @override
    def get_success_message(self, instance: WarningSign) -> str:
        return f"“{instance}” listens from now on. Clinical reviewers are shown it."


class SignEdit(EditView):
    """A sign in force, beside what it catches; what would narrow it is said to wait."""

    changed: Changed
    #: What was saved meanwhile is no hindrance: `change_sign` asks what the form changes of what it showed.
    merges_other_saves = True

    @override
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if waiting := _waiting_for(self.object):
            messages.warning(
                request,
                f"{waiting.proposed_by_name} has proposed that this sign listens for less. That waits for a clinical "
                "reviewer. You see what is in force.",
                buttons=[
                    messages.button(
                        reverse("factsheets_warning_sign_change", args=[waiting.pk]), "See what waits"
                    )
                ],
            )
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @override
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        stored = WarningSign.objects.get(pk=self.object.pk)
        waiting = _waiting_for(stored)
        context: dict[str, object] = super().get_context_data(**kwargs)
        return context | {
            "shown": self.request.POST.get(SHOWN) or token_of(stored, sign_content(stored.as_sign())),
            "may_replace": waiting is not None and waiting.proposed_by_id == self.request.user.pk,
            "catch": caught_by(stored),
            "removal_url": reverse("factsheets_remove_warning_sign", args=[stored.pk]),
        }

    def form_valid(self, form: forms.BaseModelForm[WarningSign]) -> HttpResponse:
        """What cannot be taken over is said above the form, which keeps all that was typed."""
        try:
            response: HttpResponse = super().form_valid(form)
        except WarningSignRefused as refusal:
            form.add_error(None, str(refusal))
            response = self.form_invalid(form)
        return response

    def save_instance(self) -> WarningSign:
        """Store what listens for more, and propose the rest; `WarningSignRefused` while a proposal of somebody else waits."""
        self.changed = change_sign(
            self.form.instance,
            base=self._shown_sign(),
            by=self.request.user,
            now=timezone.now(),
            replaces=REPLACES in self.request.POST,
        )
        saved: WarningSign = super().save_instance()
        return saved

    @override
    def get_success_message(self, instance: WarningSign | None = None) -> str:
        return _what_became_of(self.object, self.changed)

    def _shown_sign(self) -> Sign | None:
        shown = shown_words(self.request.POST.get(SHOWN, ""))
        if (
            shown is None
            or shown.content is None
            or shown.of != f"{self.model._meta.label_lower}:{self.object.pk}"
        ):
            return None
        return sign_in(shown.content)


def _waiting_for(sign: WarningSign) -> WarningSignChange | None:
    return WarningSignChange.objects.waiting().filter(sign=sign).first()


def _what_became_of(sign: WarningSign, changed: Changed) -> str:
    """One sentence for what acts, one for what waits."""
    said = ["Saved."]
    if changed.acts:
        said.append(
            f"“{sign}” listens for more at once, and clinical reviewers are shown it: {_in_short(changed.acts)}"
        )
    if changed.waits:
        said.append(
            f"What lets it listen for less waits for a clinical reviewer, and is not in force until then: "
            f"{_in_short(changed.waits)}"
        )
    return " ".join(said)


def _in_short(change: WarningSignChange) -> str:
    return " ".join(change.words)


class WarningSignViewSet(SnippetViewSet):
    """The signs in force; none is deleted here."""

    model = WarningSign
    icon = "warning"
    menu_label = "Warning signs"
    index_view_class = SignList
    add_view_class = NewSign
    edit_view_class = SignEdit
    edit_template_name = "factsheets/warning_signs/screens/edit.html"
    chooser_viewset_class = PickingAlone
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    list_display = ["name", Column("get_level_display", label="Level", sort_key="level")]
    list_filter = ["level"]
    list_export = ["name", "level", "about", "wrong", "leaves_alone"]
    search_fields = ["name", "about", "wrong", "leaves_alone"]
    ordering = ["name"]
    export_filename = "warning-signs"

    @property
    @override
    def permission_policy(self) -> WarningSignPermissionPolicy:
        return WarningSignPermissionPolicy(self.model)
