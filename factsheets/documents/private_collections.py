"""What lies in a private collection: whom the admin shows it to, and who may do anything with it.

A rule of a collection says who may see what lies in it and in the collections below. The permissions of a role say what it
may do there. Both have to let somebody in, in the admin as at the address of the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.signals import pre_save
from taggit.models import Tag, TaggedItem
from typing_extensions import override
from wagtail import permissions
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)
from wagtail.permissions import collection_permission_policy

from factsheets.security_log.acting import session_of

_User = AbstractUser | AnonymousUser
#: Whoever may do one of these with a file may know of it.
SEES = ("choose", "change")
#: The act, as Wagtail's log names it.
LEFT = "factsheets.leave_private_collection"
#: Where a person's own is kept while one request is answered, as Wagtail keeps permissions.
_KEPT = "_paths_of_collections_kept_from_them"


class PrivateCollectionsStayPrivate(CollectionOwnershipPermissionPolicy):
    """Wagtail's rules for pictures and documents, of whose collections some are private."""

    @override
    def user_has_any_permission_for_instance(
        self, user: _User, actions: Iterable[str], instance: Any
    ) -> bool:
        may: bool = super().user_has_any_permission_for_instance(user, actions, instance)
        return may and not instance.collection.path.startswith(paths_kept_from(user))

    @override
    def instances_user_has_any_permission_for(self, user: _User, actions: Iterable[str]) -> QuerySet[Model]:
        theirs: QuerySet[Model] = super().instances_user_has_any_permission_for(user, actions)
        kept = collections_kept_from(user)
        return theirs.exclude(collection__in=kept) if kept else theirs

    @override
    def collections_user_has_any_permission_for(
        self, user: _User, actions: Iterable[str]
    ) -> QuerySet[Collection]:
        theirs: QuerySet[Collection] = super().collections_user_has_any_permission_for(user, actions)
        kept = collections_kept_from(user)
        return theirs.exclude(pk__in=kept) if kept else theirs


class RulesOfCollectionsStand(CollectionManagementPermissionPolicy):
    """Wagtail's rules for the collections themselves: what is for the members of some groups is changed, moved, deleted and
    opened to others by these alone, whoever gives a permission to whom."""

    @override
    def user_has_permission_for_instance(self, user: _User, action: str, instance: Collection) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    @override
    def user_has_any_permission_for_instance(
        self, user: _User, actions: Iterable[str], instance: Collection
    ) -> bool:
        may: bool = super().user_has_any_permission_for_instance(user, actions, instance)
        return may and not instance.path.startswith(_paths_for_other_groups(user))

    @override
    def instances_user_has_permission_for(self, user: _User, action: str) -> QuerySet[Collection]:
        return _open_to(user, super().instances_user_has_permission_for(user, action))

    @override
    def instances_user_has_any_permission_for(
        self, user: _User, actions: Iterable[str]
    ) -> QuerySet[Collection]:
        return _open_to(user, super().instances_user_has_any_permission_for(user, actions))


def keep_private_collections_private() -> None:
    """From now on Wagtail asks as above, wherever it asks who may do what with a picture or a document.

    Its screens took hold of these objects when they were read, so the objects stay and learn the rules. Wagtail 8 has
    one more of each, in a registry.
    """
    collection_permission_policy.__class__ = RulesOfCollectionsStand
    registry = getattr(permissions, "policy_registry", None)
    for policy in (documents_policy, images_policy):
        for each in (policy, registry.get_by_type(policy.model) if registry else policy):
            each.__class__ = PrivateCollectionsStayPrivate
        pre_save.connect(
            _before_saving, sender=policy.model, dispatch_uid="factsheets.documents.private_collections"
        )


def paths_kept_from(user: _User) -> tuple[str, ...]:
    """Where in the tree of collections the rules do not let somebody in: how the paths of what lies there begin."""
    if not user.is_authenticated or user.is_superuser:
        return ()
    kept: tuple[str, ...] | None = getattr(user, _KEPT, None)
    if kept is None:
        kept = tuple(rule.collection.path for rule in _rules() if not _lets_in(rule, user))
        setattr(user, _KEPT, kept)
    return kept


def collections_kept_from(user: _User) -> list[int]:
    """The keys of the collections themselves: the search knows files by their collection, and nothing of paths."""
    below = Q(pk__in=[])
    for path in (paths := paths_kept_from(user)):
        below |= Q(path__startswith=path)
    return list(Collection.objects.filter(below).values_list("pk", flat=True)) if paths else []


def log_leaving(file: Model, before: Collection, now: Collection) -> None:
    """A line in Wagtail's log where a picture or a document gets out of a private collection, and who took it out."""
    left = before.get_view_restrictions().exclude(pk__in=now.get_view_restrictions().values("pk"))
    if left.exists():
        log(instance=file, action=LEFT, data={"collection": {"old": before.name, "new": now.name}})


def documents_kept_from(user: _User, numbers: Iterable[int | str]) -> set[int]:
    """Of the documents with these numbers, those in a collection whose rule does not let somebody in."""
    if not (kept := collections_kept_from(user)):
        return set()
    documents = documents_policy.model._default_manager.filter(pk__in=numbers, collection__in=kept)
    return set(documents.values_list("pk", flat=True))


def tags_seen_by(user: _User) -> QuerySet[Tag]:
    """Without those that only pictures and documents bear which are kept from this person."""
    tags: QuerySet[Tag] = Tag.objects.all()
    kept = collections_kept_from(user)
    if not kept:
        return tags
    hidden = Q(pk__in=[])
    for policy in (documents_policy, images_policy):
        kind = ContentType.objects.get_for_model(policy.model)
        files = policy.model._default_manager.filter(collection__in=kept).values("pk")
        hidden |= Q(content_type=kind, object_id__in=files)
    bearers = TaggedItem.objects.filter(tag=OuterRef("pk"))
    return tags.filter(Exists(bearers.exclude(hidden)) | ~Exists(bearers))


def _before_saving(sender: type[Any], instance: Any, *, raw: bool = False, **kwargs: object) -> None:
    if raw or instance._state.adding:
        return
    stored = sender._default_manager.filter(pk=instance.pk).select_related("collection").first()
    if stored is not None and stored.collection_id != instance.collection_id:
        log_leaving(instance, stored.collection, instance.collection)


def _rules() -> QuerySet[CollectionViewRestriction]:
    rules: QuerySet[CollectionViewRestriction] = CollectionViewRestriction.objects.select_related(
        "collection"
    ).order_by("pk")
    return rules.exclude(restriction_type=CollectionViewRestriction.LOGIN)


def _lets_in(rule: CollectionViewRestriction, user: _User) -> bool:
    """Whoever may change the rule sees its password, so a password keeps nothing from them."""
    if rule.restriction_type == CollectionViewRestriction.GROUPS:
        return bool(rule.groups.filter(user=user.pk).exists())
    session = session_of(user)
    given = session.get(rule.passed_view_restrictions_session_key, ()) if session is not None else ()
    return rule.pk in given or _may_change_rules(user, rule.collection)


def _paths_for_other_groups(user: _User) -> tuple[str, ...]:
    if not user.is_authenticated or user.is_superuser:
        return ()
    rules = CollectionViewRestriction.objects.filter(restriction_type=CollectionViewRestriction.GROUPS)
    theirs = rules.filter(groups__user=user.pk).values("pk")
    return tuple(rules.exclude(pk__in=theirs).values_list("collection__path", flat=True))


def _open_to(user: _User, collections: QuerySet[Collection]) -> QuerySet[Collection]:
    for path in _paths_for_other_groups(user):
        collections = collections.exclude(path__startswith=path)
    return collections


def _may_change_rules(user: _User, collection: Collection) -> bool:
    policy = CollectionManagementPermissionPolicy(Collection)
    return bool(policy.user_has_permission_for_instance(user, "change", collection))
