"""“When to get help now”: whom to call, for whoever may be in danger."""

from __future__ import annotations

from django.http import (
    HttpRequest,
    HttpResponse,
)
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factsheets.governed.formats.safety_cards import safety_cards
from factsheets.governed.formats.warning_cards import warning_cards
from factsheets.governed.models.governed_text import SafetyAdvice
from factsheets.governed.models.warning_advice import warning_advice
from factsheets.language.vocabulary import WarningLevel


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to call and when, for whoever may be in danger: it stands without any factsheet."""
    advice = SafetyAdvice.for_emergencies()
    context = {
        "warning_cards": warning_cards([(level, warning_advice(level)) for level in WarningLevel], advice),
        "later_cards": [card for card in safety_cards(advice) if card.level == "non_urgent"],
        "safety_advice": advice,
    }
    return render(request, "factsheets/warning_signs/help_now.html", context)
