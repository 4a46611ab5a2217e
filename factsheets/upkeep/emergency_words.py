"""The first emergency words: there from the first minute, and from then on the staff's own."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from factsheets.formats.starter_texts import starter_emergency_words
from factsheets.models import EmergencyWord


def lay_emergency_words() -> None:
    """Fill the list if nobody has ever written in it: whoever emptied it wanted it empty, and the log remembers."""
    written = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(EmergencyWord))
    if EmergencyWord.objects.exists() or written.exists():
        return
    for expression in starter_emergency_words():
        word = EmergencyWord(expression=expression)
        word.full_clean()
        word.save()
        log(instance=word, action="wagtail.create")
