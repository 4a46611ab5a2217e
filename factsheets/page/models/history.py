"""What the address of a factsheet tells about its past: the history of its versions, and that it was withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.url_routing import RouteResult

from factsheets.outputs.caveats import Caveat, caveats_of_lists
from factsheets.versions.models.version import Version
from factsheets.versions.models.withdrawal import Withdrawal

from .citation import Citation

_HISTORY = ["history"]
#: What answers 410 once the factsheet is withdrawn.
_ITS_OWN_ADDRESSES: tuple[list[str], ...] = ([], ["factsheet.pdf"], ["large-print.pdf"])


class WithPast:
    """Mixed into the factsheet, before all that answers for its address: `<page>/history/`, and 410 Gone.

    Wagtail asks the privacy rules before either is served; the history of a page behind a rule is not even there.
    """

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        withdrawal = None if self.live else self.told_withdrawal()
        if path_components == _HISTORY:
            if not (self.live or withdrawal) or self.get_view_restrictions().exists():
                raise Http404
            return RouteResult(self, kwargs={"history": True, "withdrawal": withdrawal})
        if withdrawal and path_components in _ITS_OWN_ADDRESSES:
            return RouteResult(self, kwargs={"withdrawal": withdrawal})
        return super().route(request, path_components)

    def serve(
        self,
        request: HttpRequest,
        *args: Any,
        history: bool = False,
        withdrawal: Withdrawal | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        if not (history or withdrawal):
            return super().serve(request, *args, **kwargs)
        context = {
            "factsheet": self,
            "address": self.get_url(request) or "",
            **(withdrawal_parts(withdrawal, request) if withdrawal else {}),
        }
        if not history:
            return render(request, "factsheets/publication/withdrawn.html", context, status=410)
        versions = Version.objects.of(self).defer("content", "changed")
        context |= {"versions": versions, "list_caveats": self.caveats_of_lists()}
        return render(request, "factsheets/versions/history.html", context)

    def caveats_of_lists(self) -> list[tuple[str, Caveat]]:
        """What has to be said with its lists now: notes of changes name what stands in them.

        Of what is withdrawn nothing more is told than that it is, and why.
        """
        if not self.live:
            return []
        this: list[Any] = [self]
        prefetch_related_objects(this, Prefetch("citations", Citation.objects.select_related("source")))
        return caveats_of_lists(self)

    def standing_withdrawal(self) -> Withdrawal | None:
        return Withdrawal.objects.of(self).standing().first()

    def told_withdrawal(self) -> Withdrawal | None:
        """What its address tells while it is not public: the withdrawal, until other words, or the same, are public again."""
        last = Withdrawal.objects.of(self).first()
        came_back = last and self.last_published_at and self.last_published_at > last.withdrawn_at
        return None if came_back else last

    def what_surrounds_it_lacks(self) -> list[str]:
        """A withdrawn factsheet does not come back by a publication, whoever approves it."""
        obstacles = super().what_surrounds_it_lacks()
        if withdrawal := self.standing_withdrawal():
            day = date_format(timezone.localdate(withdrawal.withdrawn_at), "j F Y")
            obstacles.append(
                f"Withdrawn: this factsheet was withdrawn on {day}. Undo the withdrawal first, then publish it."
            )
        return obstacles


def withdrawal_parts(withdrawal: Withdrawal, request: HttpRequest) -> dict[str, Any]:
    """What readers may know of a withdrawal. A replacement that is not public itself is not named."""
    factsheets = type(withdrawal)._meta.get_field("replacement").related_model.objects
    replacement = factsheets.for_readers().filter(pk=withdrawal.replacement_id).first()
    return {
        "withdrawal": withdrawal,
        "replacement": replacement,
        "replacement_url": replacement.get_url(request) if replacement else "",
    }
