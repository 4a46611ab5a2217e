"""Who may read a page or a collection: a rule that somebody else has changed meanwhile is shown, and not written over."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from wagtail.models import Collection, Page, PageViewRestriction

from factsheets.database.row_locks import held

#: The hidden field of the form.
SEEN_RULE = "seen-rule"
_SALT = "factsheets.rules_of_readers"
_CHANGED = (
    "Somebody else has changed this meanwhile. You see how it is now; you chose “{}”. Choose again, and save."
)

_View = Callable[..., HttpResponse]


def noticing_other_rules(view: _View, kind: type[Page] | type[Collection]) -> _View:
    """Wagtail's view of the small window in which the rule is set, for two people at once."""

    @wraps(view)
    def answer(request: HttpRequest, **where: int) -> HttpResponse:
        [key] = where.values()
        if request.method != "POST":
            return _with_mark(view(request, **where), _mark(kind, key))
        chosen = ""
        with transaction.atomic():
            held(kind._base_manager.filter(pk=key)).first()
            if request.POST.get(SEEN_RULE, now := _mark(kind, key)) != now:
                chosen = _in_words(request.POST.get("restriction_type", ""))
                request.method = "GET"
            response = view(request, **where)
        return _with_mark(response, _mark(kind, key), chosen)

    return answer


def _mark(kind: type[Page] | type[Collection], key: int) -> str:
    """Of the rule that stands at this page or collection itself, without telling what it is."""
    rules: Any = kind.view_restrictions.rel.related_model
    of_it = rules.objects.filter(**{kind._meta.model_name: key}).order_by("pk", "groups")
    rule = list(of_it.values_list("pk", "restriction_type", "password", "groups"))
    return salted_hmac(_SALT, str(rule)).hexdigest()[:16]


def _in_words(choice: str) -> str:
    return str(dict(PageViewRestriction.RESTRICTION_CHOICES).get(choice, choice))


def _with_mark(response: HttpResponse, mark: str, chosen: str = "") -> HttpResponse:
    if not isinstance(response, JsonResponse):
        return response
    told = json.loads(response.content)
    if "</form>" not in told.get("html", ""):
        return response
    note = format_html('<p class="help-block help-critical">{}</p>', _CHANGED.format(chosen))
    field = format_html('<input type="hidden" name="{}" value="{}">', SEEN_RULE, mark)
    told["html"] = (note if chosen else "") + told["html"].replace("</form>", f"{field}</form>")
    return JsonResponse(told)
