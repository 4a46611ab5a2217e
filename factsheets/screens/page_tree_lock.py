"""Acts on the tree of pages, one after the other: whoever is second sees what the first has made."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from .view_reentry import is_running_again, run_again

#: So many fields a form has where the lists of a factsheet are long.
_LONG_FORM = 500


def wait_for_the_tree(request: HttpRequest, *_pages: Model | type[Model]) -> HttpResponseBase | None:
    """Hooks `before_create_page`, `before_copy_page`, `before_move_page` and `before_convert_alias_page`.

    Wagtail looks for a free address and a free place in the tree first and takes them later, so that of two forms at
    the same instant both would find them free. Here the whole of it runs once more as one transaction, while the root
    is held; the second form waits, then finds the address taken, and says so beside what was typed.
    """
    if request.method != "POST" or is_running_again(request):
        return None
    with transaction.atomic():
        Page.objects.select_for_update().filter(depth=1).first()
        response = run_again(request)
        # What is shown of the page is read while it is held. A long form takes seconds, in which all others would wait.
        if hasattr(response, "render") and len(request.POST) <= _LONG_FORM:
            response.render()
        return response
