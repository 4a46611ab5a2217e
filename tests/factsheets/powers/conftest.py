"""What the tests of powers share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factsheets.models import OutgoingMail


@pytest.fixture
def mail_to() -> Callable[[], set[str]]:
    """Asks to whom mails were queued."""
    return lambda: set(OutgoingMail.objects.values_list("to", flat=True))
