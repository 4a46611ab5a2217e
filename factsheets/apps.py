"""The library as an application: what listens to what, once the models are there."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from typing_extensions import override

#: Each is called once. They are named, not imported: their modules need the models.
STARTS = (
    "publication.step_mails.take_over_from_wagtail",
    "search.synonyms.notice_changes",
    "security_log.listening.listen",
    "documents.models.guard_documents",
    "documents.images.guard_images",
    "documents.private_collections.keep_private_collections_private",
    "documents.history.keep_private_collections_out_of_history",
    "signing.models.retention.refuse_every_deletion",
    "keeping.models.kept_name.keep_every_name",
    "keeping.models.attribution.keep_names_in_every_row",
    "signing.models.wording_change.close_with_the_record",
    "workflows.health.checking.register_check",
    "people.demonstration.register_account_check",
    "accounts.second_factor.notice_factors",
    "accounts.noting.note_in_the_security_log",
    "screens.one_line_names.keep_names_on_one_line",
)

_TAKE_DOWN = "publication.take_down_requests"
#: Signal → who hears it.
HEARD = (
    ("records.models.source.source_status_changed", "reviews.source_changes.on_status_change"),
    (
        "publication.screens.sign_off.deciding.factsheet_signed_off",
        "reviews.screens.first_review.offer_first_review",
    ),
    ("security_log.recording.security_event_recorded", "powers.telling.on_security_event"),
    ("security_log.recording.security_event_recorded", "accounts.ending_sessions.on_account_switched"),
    ("signing.models.sign_off.sign_off_withdrawn", "publication.telling_editors.on_sign_off_withdrawn"),
    (
        "publication.models.take_down_request.take_down_asked_for",
        "publication.telling_editors.on_take_down_asked_for",
    ),
    (
        "warning_signs.models.warning_sign_change.narrowing_declined",
        "warning_signs.telling.on_narrowing_declined",
    ),
)

#: Signal of Django or Wagtail → who hears it, and of which models.
HEARD_OF_MODELS = (
    ("wagtail.signals.page_published", f"{_TAKE_DOWN}.on_published", ("FactsheetPage",)),
    ("wagtail.signals.page_unpublished", f"{_TAKE_DOWN}.on_unpublished", ("FactsheetPage",)),
    ("wagtail.signals.page_published", "search.reindexing.on_publication", ("FactsheetPage",)),
    ("wagtail.signals.page_unpublished", "search.reindexing.on_publication", ("FactsheetPage",)),
    (
        "django.db.models.signals.post_save",
        "search.reindexing.on_record_saved",
        ("Condition", "Association"),
    ),
)


class FactsheetsConfig(AppConfig):
    """Connects the acts of the folders to the signals that cause them; the folders do not know of each other."""

    name = "factsheets"
    verbose_name = "Factsheets"

    @override
    def ready(self) -> None:
        for start in STARTS:
            import_string(f"factsheets.{start}")()
        for signal, handler in HEARD:
            _connect(f"factsheets.{signal}", handler)
        _connect("django.db.models.signals.post_migrate", "starter.foundations.lay_foundations", sender=self)
        for signal, handler, models in HEARD_OF_MODELS:
            for model in models:
                _connect(signal, handler, sender=self.get_model(model))


def _connect(signal: str, handler: str, sender: object = None) -> None:
    import_string(signal).connect(
        import_string(f"factsheets.{handler}"), sender=sender, dispatch_uid=f"{signal} {handler} {sender}"
    )
