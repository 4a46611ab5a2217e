"""The first warning signs and phrases: there from the first minute, and from then on the staff's own."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from factsheets.warning_signs.formats.starter_signs import starter_warning_phrases, starter_warning_signs
from factsheets.warning_signs.models.warning_phrase import WarningPhrase
from factsheets.warning_signs.models.warning_sign import WarningSign

#: How the names of the signs begin that an upgrade made of the words that staff had in the list of emergency words, which came before warning signs.
KEPT_WORDS = "Kept from the list of emergency words"


def lay_warning_signs() -> None:
    """Fill each list if nobody has ever written in it: whoever emptied it wanted it empty, and the log remembers."""
    if not (WarningSign.objects.exclude(name__startswith=KEPT_WORDS).exists() or _was_written(WarningSign)):
        for each in starter_warning_signs():
            sign = WarningSign.made_of(each)
            sign.full_clean()
            sign.save()
            log(instance=sign, action="wagtail.create")
    if not (WarningPhrase.objects.exists() or _was_written(WarningPhrase)):
        WarningPhrase.objects.bulk_create(
            WarningPhrase(phrase=phrase, expected=expected) for phrase, expected in starter_warning_phrases()
        )


def _was_written(model: type[Model]) -> bool:
    written = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))
    return bool(written.exists())
