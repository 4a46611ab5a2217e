"""Rules about people: who may do what with a factsheet. Each docstring is the rule in English."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser, AbstractUser, AnonymousUser
from typing_extensions import override
from wagtail.models import GroupPagePermission, Page, PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy

from .roles import ADMINISTRATOR, CLINICAL_REVIEWER, EDITOR, SHARED_RECORDS

#: Who may do one of these answers for words that readers see, or for people.
_ANSWERS_FOR_OTHERS = (
    "factsheets.change_signoff",
    "factsheets.change_safetyadvice",
    "auth.add_user",
    "auth.change_user",
    "auth.change_group",
    "wagtailcore.change_workflow",
)


def may_take_step(
    user: AbstractBaseUser | AnonymousUser, is_in_groups: Callable[[AbstractBaseUser | AnonymousUser], bool]
) -> bool:
    """Only active members of the step's groups decide a step. A superuser is not a clinician."""
    return bool(user.is_active) and is_in_groups(user)


class StayingPermissionTester(PagePermissionTester):
    """Nobody, superuser included, deletes a factsheet that was ever signed off or public, or a page above one."""

    @override
    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.may_delete_drafts(ignore_bulk) and not self.page.why_it_stays()

    def may_delete_drafts(self, ignore_bulk: bool = False) -> bool:
        """Whether they may delete such a page while nothing keeps it."""
        return bool(super().can_delete(ignore_bulk))


class FactsheetPermissionTester(StayingPermissionTester):
    """Nobody, superuser included, publishes a factsheet by hand: it goes live when its workflow ends.

    Taking a page down, stopping a schedule and making a page private stay with those who publish elsewhere.
    So does deleting; an author may still delete a draft of their own.
    """

    @override
    def can_publish(self) -> bool:
        return False

    @override
    def may_delete_drafts(self, ignore_bulk: bool = False) -> bool:
        may = super().may_delete_drafts(ignore_bulk)
        return may and (super().can_publish() or self.page.owner_id == self.user.pk)

    @override
    def can_unschedule(self) -> bool:
        return bool(super().can_publish())

    def can_withdraw(self) -> bool:
        """Whoever may take pages down; a lock on the draft does not keep unsafe words in front of readers."""
        return bool(self.page.live and super().can_publish())

    def can_undo_withdrawal(self) -> bool:
        """Whoever may take pages down."""
        return bool(super().can_publish())

    @override
    def can_set_view_restrictions(self) -> bool:
        return bool(super().can_publish())


class LibraryPermissionTester(StayingPermissionTester):
    """Nobody creates a factsheet and publishes it in one go."""

    @override
    def can_publish_subpage(self) -> bool:
        return False


def may_record_reviews(user: AbstractUser | AnonymousUser) -> bool:
    """Whoever may add reviews: at first editors and clinical reviewers."""
    return user.has_perm("factsheets.add_review")


def may_ask_to_take_down(user: AbstractUser | AnonymousUser) -> bool:
    """Whoever may withdraw sign-offs: at first clinical reviewers."""
    return user.has_perm("factsheets.change_signoff")


def may_mend_the_way(user: AbstractUser | AnonymousUser) -> bool:
    """Whoever may change workflows: at first administrators."""
    return user.has_perm("wagtailcore.change_workflow")


def may_bring_documents_in(user: AbstractUser | AnonymousUser, library: Page | None) -> bool:
    """Whoever may add factsheets and the records that they share: at first authors, editors and administrators."""
    if library is None or not user.has_perms([f"factsheets.add_{kind}" for kind in SHARED_RECORDS]):
        return False
    return bool(library.permissions_for_user(user).can_add_subpage())


def may_see_reviews(user: AbstractUser | AnonymousUser, page: Page) -> bool:
    """Whoever may record them, and the factsheet's owner, who is reminded of them."""
    return may_record_reviews(user) or (user.pk is not None and page.owner_id == user.pk)


def needs_second_factor(user: AbstractUser) -> bool:
    """Superusers, clinical reviewers, editors and administrators, whatever their roles are called by now."""
    return (
        user.is_superuser
        or any(user.has_perm(permission) for permission in _ANSWERS_FOR_OTHERS)
        or user.groups.filter(name__in=[CLINICAL_REVIEWER, EDITOR, ADMINISTRATOR]).exists()
        or GroupPagePermission.objects.filter(group__user=user, permission__codename="publish_page").exists()
    )


def may_help_with_sign_in(user: AbstractUser | AnonymousUser, person: AbstractUser) -> bool:
    """Whoever may change people: at first administrators. A superuser is helped by superusers alone."""
    return user.has_perm("auth.change_user") and (user.is_superuser or not person.is_superuser)


class LimitedPermissionPolicy(ModelPermissionPolicy):
    """What is `never` allowed is allowed to nobody, superuser included."""

    never: frozenset[str] = frozenset()

    @override
    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool:
        return action not in self.never and super().user_has_permission(user, action)

    @override
    def user_has_any_permission(self, user: AbstractBaseUser | AnonymousUser, actions: list[str]) -> bool:
        allowed = [action for action in actions if action not in self.never]
        return bool(super().user_has_any_permission(user, allowed))


class GovernedTextPermissionPolicy(LimitedPermissionPolicy):
    """Nobody publishes, adds or deletes a governed text by hand: there is one of each, and its workflow publishes it."""

    never = frozenset({"publish", "add", "delete"})


class WarningSignPermissionPolicy(LimitedPermissionPolicy):
    """Nobody deletes a warning sign by hand: whoever may change it proposes that, and a clinician signs it."""

    never = frozenset({"delete"})


class FeedbackPermissionPolicy(LimitedPermissionPolicy):
    """Nobody writes an answer in a reader's place."""

    never = frozenset({"add"})


class ReviewPermissionPolicy(LimitedPermissionPolicy):
    """A review is recorded on the screen of its factsheet, where all that waits is settled. Then it stands."""

    never = frozenset({"add", "change", "delete"})


class UnansweredSearchPermissionPolicy(LimitedPermissionPolicy):
    """Nobody writes down a search in a reader's place, or changes one."""

    never = frozenset({"add", "change"})
