"""The editing screen of a factsheet: tabs in the order in which the factsheet is read, and what submission asks."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from typing_extensions import override
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Page, WorkflowMixin

from .comments_of_others import KeepsCommentsOfOthers
from .editing_form import DECISION
from .row_panels import ChosenRowsPanel, NotesPanel, RowsPanel
from .schedule_form import ScheduleForm

#: The field of an editing screen that says what it was shown of the steps.
SEEN_STEP = "seen-step"
#: Paragraphs, bold, lists and links; no headings, italics, images or embeds inside a section.
RICH_TEXT_FEATURES = ["bold", "ul", "ol", "link", "document-link"]


def standing_of_steps(text: WorkflowMixin) -> str:
    """A mark that every submission and every decision changes, and nothing else does."""
    last = text.workflow_states.order_by("-pk").first()
    step = last and last.task_states.order_by("-pk").first()
    return f"{last.pk} {last.status} {step.pk if step else 0}" if last else "none"


class FactsheetForm(ScheduleForm, KeepsCommentsOfOthers):
    """A draft may have gaps. Anything beyond saving it answers with one list of all that is missing."""

    @override
    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        notes = self.formsets["import_notes"]
        if notes.deleted_forms or any(not form.instance.pk for form in notes if form.has_changed()):
            self.add_error(
                None, "Settings: import notes are settled with their tick box, not added or removed."
            )
            return False
        if self.is_deferred_validation or self.data.get(DECISION) == "reject":
            return True
        self.save(commit=False)
        missing = self.instance.what_is_missing() + self.instance.what_has_lapsed()
        if missing:
            # Wagtail's own heading speaks of saving; the first line says what it means for the author.
            self.add_error(None, ["It was not handed on, because this is still missing:", *missing])
        return not self.errors


class ScheduledPageForm(ScheduleForm, KeepsCommentsOfOthers):
    """For pages that go live without a sign-off."""


class StillMissingPanel(Panel):
    """What stands in the way of publication, in three lists at the top of the screen."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "factsheets/page/screens/still_missing.html"

        @override
        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            context: dict[str, object] = super().get_context_data(parent_context)
            return context | {
                **self.instance.obstacles()._asdict(),
                **self._withdrawal(),
                "waits": self.instance.workflow_in_progress,
                "is_page": isinstance(self.instance, Page),
                "cannot_submit": self.instance.get_workflow() is None,
                "ask": [
                    get_user_display_name(person)
                    for person in get_user_model().objects.with_perm("wagtailcore.change_workflow")
                ],
                "sign_offs_kind": self.instance._meta.model_name,
                "may_see_sign_offs": self.request.user.has_perm("factsheets.view_signoff"),
            }

        def _withdrawal(self) -> dict[str, object]:
            """What readers see without a sign-off; or else, that the one of the draft was withdrawn."""
            row = type(self.instance)._default_manager.get(pk=self.instance.pk)
            readers_see_it = row.live and not row.is_starter_example and not row.public_words_are_signed()
            text = row if readers_see_it else self.instance
            page_rules = getattr(row, "permissions_for_user", None)
            return {
                "readers_see_it": readers_see_it,
                "withdrawn": text.withdrawn_sign_off(),
                "may_withdraw": page_rules is not None and page_rules(self.request.user).can_withdraw(),
            }

        @override
        def is_shown(self) -> bool:
            # After a refused submission the message says the same about the words as they were sent.
            return bool(self.instance.pk) and not self.form.is_bound


class SeenStepPanel(Panel):
    """What the screen knows of the steps goes along with its form: a decision is about the step that was shown."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "factsheets/page/screens/seen_step.html"

        @override
        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            context: dict[str, object] = super().get_context_data(parent_context)
            return context | {"name": SEEN_STEP, "value": standing_of_steps(self.instance)}

        @override
        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        @override
        def show_panel_furniture(self) -> bool:
            return False


class ChangeNotePanel(Panel):
    """What the change note will say if nobody writes one, out of the saved draft."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "factsheets/page/screens/change_note.html"

        @override
        def get_context_data(self, parent_context: dict[str, object] | None = None) -> dict[str, object]:
            context: dict[str, object] = super().get_context_data(parent_context)
            return context | {
                "suggestion": self.instance.suggested_change_note(),
                "is_sure_to_be_major": self.instance.is_sure_to_be_major(),
            }

        @override
        def is_shown(self) -> bool:
            return bool(self.instance.pk) and not self.form.is_bound


def factsheet_edit_handler() -> TabbedInterface:
    """The six tabs of a factsheet."""
    return TabbedInterface(
        [
            ObjectList(_about(), heading="About"),
            ObjectList(_might_it_help(), heading="Might it help?"),
            ObjectList(_sources(), heading="Sources"),
            ObjectList(_who_gives_it(), heading="Who gives it"),
            ObjectList(_relevant_information(), heading="Relevant information"),
            ObjectList(_settings(), heading="Settings"),
        ],
        base_form_class=FactsheetForm,
    )


def _about() -> list[Panel]:
    return [
        SeenStepPanel(),
        StillMissingPanel(),
        TitleFieldPanel("title", help_text="The name of the therapy, such as “Medical acupuncture”."),
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        FieldPanel("also_called"),
        FieldPanel("therapy_kind"),
        FieldPanel("introduction"),
        FieldPanel("mechanism"),
        FieldPanel("procedure"),
        MultiFieldPanel(
            [FieldPanel("evidence"), FieldPanel("certainty"), FieldPanel("evidence_searched_on")],
            heading="The evidence",
        ),
    ]


def _might_it_help() -> list[Panel]:
    return [
        FieldPanel("likely_statement"),
        FieldPanel("unlikely_statement"),
        RowsPanel(
            "suitabilities",
            heading="Conditions and pain patterns",
            label="Row",
            help_text="Each row says one thing: what the therapy is likely to help, unlikely to help, or must not treat.",
        ),
        MultiFieldPanel(
            [FieldPanel("contraindication_state"), FieldPanel("contraindication_statement")],
            heading="Who should not have it",
        ),
        FieldPanel("risks"),
    ]


def _sources() -> list[Panel]:
    return [
        ChosenRowsPanel(
            "citations",
            chooser_field_name="source",
            heading="Sources",
            label="Source",
            help_text="What the words rest on. Say for each source which part it is about, and what it says there.",
        )
    ]


def _who_gives_it() -> list[Panel]:
    return [
        FieldPanel("qualifications"),
        FieldPanel("regulation"),
        ChosenRowsPanel(
            "associations",
            chooser_field_name="association",
            heading="Associations",
            label="Association",
            help_text="The professional bodies that readers can turn to, in the order in which they are shown.",
        ),
    ]


def _relevant_information() -> list[Panel]:
    return [
        RowsPanel(
            "related_items",
            heading="Relevant information",
            label="Item",
            help_text="Choose one in each row: another factsheet, a resource, or the title of a factsheet to come.",
        )
    ]


def _settings() -> list[Panel]:
    return [
        FieldPanel(
            "slug", heading="Address", help_text="The end of the factsheet's web address, in small letters."
        ),
        MultiFieldPanel(
            [ChangeNotePanel(), FieldPanel("change_note"), FieldPanel("is_major_change")],
            heading="Change note",
        ),
        NotesPanel(
            "import_notes",
            heading="Import notes",
            label="Note",
            help_text="What the import left for a person. Deal with each note, then tick it.",
        ),
        PublishingPanel(),
        CommentPanel(),
        HelpPanel(
            "A factsheet goes live when a clinical reviewer signs it off. Nobody can publish it in another way.",
            heading="How it goes live",
        ),
    ]
