"""The library as an application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.module_loading import import_string


class FactsheetsConfig(AppConfig):
    name = "factsheets"
    verbose_name = "Factsheets"

    def ready(self) -> None:
        # Named, not imported: the module needs models, which are ready only now.
        handler = import_string("factsheets.upkeep.foundations.lay_foundations")
        post_migrate.connect(handler, sender=self, dispatch_uid="factsheets.lay_foundations")
        import_string("factsheets.upkeep.step_mails.take_over_from_wagtail")()
        import_string("factsheets.searching.synonyms.listen")()
        import_string("factsheets.models.linked_document.guard_documents")()
        for keeper in ("kept", "kept_name", "named_others", "wording_change"):
            import_string(f"factsheets.models.{keeper}.listen")()
        import_string("factsheets.models.source.source_status_changed").connect(
            import_string("factsheets.upkeep.source_changes.on_status_change"),
            dispatch_uid="factsheets.open_review_tasks",
        )
        import_string("factsheets.upkeep.health.checking.register_check")()
        import_string("factsheets.admin.sign_off.deciding.factsheet_signed_off").connect(
            import_string("factsheets.admin.reviews.first_review.offer_first_review"),
            dispatch_uid="factsheets.offer_first_review",
        )
        self._follow_withdrawn_sign_offs()
        self._keep_the_search_up_to_date()

    def _follow_withdrawn_sign_offs(self) -> None:
        for signal, handler in (
            ("factsheets.models.sign_off.sign_off_withdrawn", "upkeep.telling_editors.on_sign_off_withdrawn"),
            (
                "factsheets.models.take_down_request.take_down_asked_for",
                "upkeep.telling_editors.on_take_down_asked_for",
            ),
            (
                "factsheets.models.warning_sign_change.narrowing_declined",
                "upkeep.telling_proposers.on_narrowing_declined",
            ),
        ):
            import_string(signal).connect(import_string(f"factsheets.{handler}"), dispatch_uid=handler)
        for name in ("on_published", "on_unpublished"):
            import_string(f"wagtail.signals.page_{name.removeprefix('on_')}").connect(
                import_string(f"factsheets.editorial.taking_down.{name}"),
                sender=self.get_model("FactsheetPage"),
                dispatch_uid=f"factsheets.take_down_requests_{name}",
            )

    def _keep_the_search_up_to_date(self) -> None:
        on_publication = import_string("factsheets.searching.reindexing.on_publication")
        for name in ("page_published", "page_unpublished"):
            import_string(f"wagtail.signals.{name}").connect(
                on_publication,
                sender=self.get_model("FactsheetPage"),
                dispatch_uid=f"factsheets.reindex_{name}",
            )
        for name in ("Condition", "Association"):
            post_save.connect(
                import_string("factsheets.searching.reindexing.on_record_saved"),
                sender=self.get_model(name),
                dispatch_uid=f"factsheets.reindex_factsheets_of_{name}",
            )
