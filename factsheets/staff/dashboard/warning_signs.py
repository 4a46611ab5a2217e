"""What waits of the warning signs and of what they bring: to see, to sign, declined, and advice that nobody signed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from factsheets.governed.models.warning_advice import WARNING_ADVICE
from factsheets.language.vocabulary import WarningLevel
from factsheets.people.permissions import GovernedTextPermissionPolicy
from factsheets.warning_signs.changing import may_sign_warning_signs
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange
from factsheets.warning_signs.trying import Effect, Tried, effects_of

from .section import MOST, DashboardItem, DashboardSection

#: What was declined is shown so long to whoever proposed it.
_DECLINED_IS_SHOWN = timedelta(days=30)
#: So many phrases are named.
_FEW = 3


def unsigned_advice(user: AbstractUser) -> DashboardSection:
    """Each level for which readers in danger get an example, or words that no clinician stands by."""
    items = []
    for level, model in WARNING_ADVICE.items():
        may = GovernedTextPermissionPolicy(model).user_has_permission(user, "change")
        text = model.objects.exclude(live=True, is_starter_example=False).first() if may else None
        if text:
            url = reverse(model.snippet_viewset.get_url_name("edit"), args=[text.pk])
            what = f"{WarningLevel(level).label}. Not signed off: readers in danger get the example, marked as one."
            items.append(DashboardItem(str(text), url, what=what))
    return DashboardSection(
        "unsigned-advice", "Warning advice that nobody has signed off", items, is_alarm=True
    )


def signs_to_decide(user: AbstractUser) -> list[DashboardSection]:
    """For those who sign: what a sign is to listen for no longer, and what it listens for besides already."""
    signs = may_sign_warning_signs(user)
    waiting = list(WarningSignChange.objects.waiting()) if signs else []
    unseen = list(WarningSignChange.objects.unseen()) if signs else []
    shown = [*waiting[:MOST], *unseen[:MOST]]
    effects = dict(zip((change.pk for change in shown), effects_of(shown), strict=True))
    all_url = reverse("factsheets_warning_sign_changes")
    return [
        DashboardSection(
            f"signs-{name}",
            heading,
            [_item(change, effects.get(change.pk, Effect([], []))) for change in changes],
            all_url=all_url,
        )
        for name, heading, changes in (
            ("to-sign", "Warning signs that are to listen for less, to sign off", waiting),
            ("to-see", "Warning signs that listen for more, to be seen", unseen),
        )
    ]


def signs_declined(user: AbstractUser, now: datetime) -> DashboardSection:
    """What `user` proposed and a clinician declined of late, with the reason."""
    declined = WarningSignChange.objects.decided().filter(
        proposed_by=user.pk,
        outcome=WarningSignChange.Outcome.DECLINED,
        decided_at__gt=now - _DECLINED_IS_SHOWN,
    )
    return DashboardSection(
        "signs-declined",
        "Warning signs that stay as they are",
        [
            DashboardItem(
                change.sign_name,
                reverse("factsheets_warning_sign_change", args=[change.pk]),
                what=f"{change.decided_by_name} declined what you proposed: {change.comment}",
                since=change.decided_at,
            )
            for change in declined
        ],
    )


def _item(change: WarningSignChange, effect: Effect) -> DashboardItem:
    catches = [
        f"It catches {_named(tried)} {word}."
        for tried, word in ((effect.more, "besides"), (effect.less, "no longer"))
        if tried
    ]
    return DashboardItem(
        change.sign_name,
        reverse("factsheets_warning_sign_change", args=[change.pk]),
        what=" ".join([*change.words, *(catches or ["It makes no difference to the kept phrases."])]),
        who=f"{'Changed' if change.kind == WarningSignChange.Kind.WIDENING else 'Proposed'} by {change.proposed_by_name}",
        since=change.proposed_at,
    )


def _named(tried: list[Tried]) -> str:
    first = ", ".join(f"“{each.phrase}”" for each in tried[:_FEW])
    more = len(tried) - _FEW
    return f"{first} and {more} more kept phrases" if more > 0 else first
