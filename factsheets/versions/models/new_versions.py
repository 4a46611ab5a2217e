"""A text that every factsheet shows: when its words change, each public factsheet gets a new version."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from factsheets.signing.formats.clinical_content import fingerprint
from factsheets.signing.models.signed_off import SignedOff
from factsheets.versions.formats.version_content import with_shared_words

from .version import Publication, Version


def renew_versions(shown: SignedOff, user: AbstractBaseUser | None) -> None:
    """Called in the transaction in which `shown`, a text on every factsheet, went live."""
    text = type(shown)._default_manager.get(pk=shown.pk)
    Version.objects.add(
        Version.following(
            before,
            before.factsheet_id,
            Publication(
                content=content,
                definition=before.definition,
                published_at=text.last_published_at,
                user=user,
                is_example=before.factsheet.is_starter_example,
                revision_id=before.revision_id,
                sign_off_id=before.sign_off_id,
            ),
        )
        for before in _held()
        if fingerprint(content := with_shared_words(before.words, text)) != fingerprint(before.words)
    )


def _held() -> QuerySet[Version]:
    """The version of each live factsheet, while nobody else can publish one of them."""
    factsheets = Version._meta.get_field("factsheet").related_model._default_manager
    # Held first, read afterwards: a publication that was under way has made its version by then.
    list(factsheets.filter(live=True).order_by("pk").only("pk").select_for_update(of=("self",)))
    return Version.objects.latest_of_live_factsheets().select_related("factsheet")
