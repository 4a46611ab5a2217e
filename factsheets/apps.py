"""The library as an application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
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
        import_string("factsheets.models.source.source_status_changed").connect(
            import_string("factsheets.upkeep.source_changes.on_status_change"),
            dispatch_uid="factsheets.open_review_tasks",
        )
