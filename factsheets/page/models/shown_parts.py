"""All that the page of a factsheet shows, for its template, its PDFs and for machines."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from factsheets.outputs.structured_data import as_script, structured_data
from factsheets.page.formats.page_parts import page_parts
from factsheets.page.formats.review_due import today_here
from factsheets.signing.models.signed_off import SignedOff

from .neighbours import neighbours_of
from .versioned import latest_version, version_parts


def shown_parts(factsheet: SignedOff, request: HttpRequest) -> dict[str, object]:
    """By the names in the template."""
    reviewed_on, review_due_on = factsheet.review_dates
    address = factsheet.get_url(request) or ""
    parts = page_parts(
        factsheet,
        **factsheet.shared_words._asdict(),
        library_url=address.removesuffix(f"{factsheet.slug}/"),
        reviewed_on=reviewed_on,
        review_due_on=review_due_on,
        neighbours=neighbours_of(factsheet),
        today=today_here(),
    )
    parts |= {"address": address, "structured_data": _structured_data(factsheet, address, reviewed_on)}
    return parts | _version_parts(factsheet, is_preview=getattr(request, "is_preview", False))


def _version_parts(factsheet: SignedOff, *, is_preview: bool) -> dict[str, object]:
    """A preview shows words that no version has yet."""
    if is_preview:
        return {}
    brought = factsheet.prefetched
    version = brought.version if brought else latest_version(factsheet)
    return version_parts(version) if version else {}


def _structured_data(factsheet: SignedOff, address: str, reviewed_on: date | None) -> SafeString:
    """What the page is, for machines."""
    changed_at = factsheet.last_published_at
    return as_script(
        structured_data(
            factsheet,
            site_name=settings.WAGTAIL_SITE_NAME,
            site_address=f"{settings.SITE_URL}/",
            address=f"{settings.SITE_URL}{address}",
            changed_on=timezone.localdate(changed_at) if changed_at else None,
            reviewed_on=reviewed_on,
        )
    )
