"""The list and the forms of warning signs: what widens one acts when it is saved, what narrows one becomes a proposal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from factsheets.language.vocabulary import WarningSignRefused
from factsheets.people.permissions import WarningSignPermissionPolicy
from factsheets.screens.choosers import PickingAlone
from factsheets.screens.spreadsheets import SafeExport
from factsheets.signing.formats.shown_words import SHOWN, shown_words, token_of
from factsheets.warning_signs.changing import Changed, change_sign, note_new_sign
from factsheets.warning_signs.formats.recogniser import Sign
from factsheets.warning_signs.formats.sign_changes import sign_content, sign_in
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange
from factsheets.warning_signs.trying import caught_by

#: The tick by which somebody puts a new proposal in the place of their own that waits.
REPLACES = "replaces"


class SignList(SafeExport, IndexView):
    """Whatever is typed into its search box is looked for in the database itself."""


class NewSign(CreateView):
    def save_instance(self) -> WarningSign:
        sign = super().save_instance()
        note_new_sign(sign, by=self.request.user, now=timezone.now())
        return sign

    def get_success_message(self, instance: WarningSign) -> str:
        return f"“{instance}” listens from now on. Clinical reviewers are shown it."


class SignEdit(EditView):
    changed: Changed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stored = WarningSign.objects.get(pk=self.object.pk)
        waiting = _waiting_for(stored)
        return super().get_context_data(**kwargs) | {
            "shown": self.request.POST.get(SHOWN) or token_of(stored, sign_content(stored.as_sign())),
            "may_replace": waiting is not None and waiting.proposed_by_id == self.request.user.pk,
            "catch": caught_by(stored),
            "removal_url": reverse("factsheets_remove_warning_sign", args=[stored.pk]),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """What cannot be taken over is said above the form, which keeps all that was typed."""
        try:
            return super().form_valid(form)
        except WarningSignRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)

    def save_instance(self) -> WarningSign:
        self.changed = change_sign(
            self.form.instance,
            base=self._shown_sign(),
            by=self.request.user,
            now=timezone.now(),
            replaces=REPLACES in self.request.POST,
        )
        return super().save_instance()

    def get_success_message(self, instance: Any = None) -> str:
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
    def permission_policy(self) -> WarningSignPermissionPolicy:
        return WarningSignPermissionPolicy(self.model)
