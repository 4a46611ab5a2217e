"""The roles of the charity, as groups. No screen changes them: a group beside them is for what a charity wants to add."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .alike import looks_alike

AUTHOR = "Author"
EDITOR = "Editor"
CLINICAL_REVIEWER = "Clinical reviewer"
RESOURCE_MANAGER = "Resource manager"
ADMINISTRATOR = "Administrator"

#: What factsheets share, by the names of their models.
SHARED_RECORDS = ("therapykind", "condition", "painpattern", "association", "resource", "source")
_GOVERNED = ("safetyadvice", "disclaimer", "emergencyadvice", "urgentadvice", "crisisadvice")
_FEEDBACK = ("feedback",)
_SYNONYMS = ("searchsynonym",)
#: What brings a warning: safety, so those who answer for clinical words keep it.
_WARNINGS = ("warningsign", "warningphrase")
_SIGNS, _PHRASES = ("warningsign",), ("warningphrase",)
#: Where readers are sent: words that they see, so those who publish keep them. Not clinical: they lead away from the library.
_SIGNPOSTS = ("signpost",)
_NOT_FOUND = ("unansweredsearch",)
_READ = ("readingcount",)
_LOG = ("securityevent",)
#: What the reports under "Reports" ask for: the reports on factsheets, on sign-offs, on changes.
_FACTSHEETS = ("factsheetpage",)
_SIGN_OFFS = ("signoff",)
_SEE_CHANGES = Q(content_type__app_label="wagtailcore", codename="view_pagelogentry")

#: What each role may do in the page tree, in Wagtail's words.
_PAGES = {
    AUTHOR: ("add_page", "change_page"),
    EDITOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    CLINICAL_REVIEWER: (),
    RESOURCE_MANAGER: (),
    ADMINISTRATOR: (
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ),
}
_ALL = ("add", "change", "delete", "view")
#: What each role may do with records: (actions, kinds of record).
_RECORD_ACTIONS: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {
    AUTHOR: [
        (("add", "view"), SHARED_RECORDS),
        (("view",), _FACTSHEETS + _SYNONYMS + _WARNINGS + _SIGNPOSTS + _READ),
    ],
    EDITOR: [
        (("add", "change", "view"), SHARED_RECORDS),
        (("change", "view"), _GOVERNED),
        (("add", "view"), ("review",)),
        (("change", "view"), _FEEDBACK),
        (_ALL, _SYNONYMS + _PHRASES + _SIGNPOSTS),
        (("add", "change", "view"), _SIGNS),
        (("view",), _FACTSHEETS + _SIGN_OFFS + _NOT_FOUND + _READ),
    ],
    CLINICAL_REVIEWER: [
        (("view",), SHARED_RECORDS),
        (("change", "view"), _GOVERNED),
        (("add", "view"), ("review",)),
        (("change", "view"), _FEEDBACK),
        (("change",), _SIGN_OFFS),
        (_ALL, _PHRASES),
        (("add", "change", "view"), _SIGNS),
        (("view",), _FACTSHEETS + _SIGN_OFFS + _SYNONYMS + _SIGNPOSTS + _NOT_FOUND + _READ),
    ],
    RESOURCE_MANAGER: [
        (_ALL, SHARED_RECORDS + _SYNONYMS),
        (("view",), _WARNINGS + _SIGNPOSTS + _NOT_FOUND + _READ),
    ],
    ADMINISTRATOR: [
        (("view",), _LOG),
        (_ALL, SHARED_RECORDS + _SYNONYMS + _PHRASES + _SIGNPOSTS),
        (("add", "change", "view"), _SIGNS),
        (("change", "view"), _GOVERNED),
        (("change", "delete", "view"), _FEEDBACK),
        (("delete", "view"), _NOT_FOUND),
        (("view",), _FACTSHEETS + _SIGN_OFFS + _READ),
    ],
}
_FILES = ("add_image", "choose_image", "change_image", "add_document", "choose_document", "change_document")


#: What comes with the power over accounts.
_MAY_APPOINT = Q(
    permissions__content_type__app_label="auth", permissions__content_type__model__in=["user", "group"]
)


def clinical_role() -> Q:
    """Which groups may take the clinical step: the role of that name, and whichever takes one that is switched on."""
    return Q(name=CLINICAL_REVIEWER) | Q(clinicalsignofftask__active=True)


def is_name_of_a_role(name: str) -> bool:
    """Whether a group of this name would be taken for one of the five roles: by a computer, or by somebody who reads it."""
    return any(looks_alike(name, role) for role in _PAGES)


def guarded_roles() -> QuerySet[Group]:
    """The groups whose members sign off, or have power over accounts."""
    names_of_guarded = Q(name__in=[CLINICAL_REVIEWER, ADMINISTRATOR])
    # Those of a step that is switched off too: whoever joins one of them may have an eye on that.
    found = Group.objects.filter(names_of_guarded | Q(clinicalsignofftask__isnull=False) | _MAY_APPOINT)
    return Group.objects.filter(pk__in=found.values("pk")).order_by("name")


def guarded_permissions() -> QuerySet[Permission]:
    """What no screen gives to another group: power over sign-offs, accounts, groups, steps, and the log of all that."""
    return Permission.objects.filter(
        Q(content_type__app_label="factsheets", codename__in=["change_signoff", "view_securityevent"])
        | Q(content_type__app_label="auth", content_type__model__in=["user", "group"])
        | Q(content_type__app_label="wagtailcore", content_type__model__in=["workflow", "task"])
        | Q(content_type__app_label="factsheets", content_type__model__endswith="task")
    )


def own_roles() -> QuerySet[Group]:
    """The groups that no screen changes: the five roles, and whatever has the powers of one of the guarded two."""
    return Group.objects.filter(Q(name__in=_PAGES) | Q(pk__in=guarded_roles().values("pk")))


def lay_roles() -> None:
    """Make the five roles; if any of them exists, staff have taken over and nothing is made."""
    if Group.objects.filter(name__in=_PAGES).exists():
        return
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()  # Wagtail's own, unused
    restore_roles()


def restore_roles() -> list[str]:
    """Give each of the five roles what it had at first, and make those that are gone; the names of those.

    What they have beyond that stays.
    """
    groups, made = {}, []
    for name in _PAGES:
        groups[name], is_new = Group.objects.get_or_create(name=name)
        groups[name].permissions.add(*_permissions_of(name))
        made += [name] if is_new else []
    _grant_pages(groups)
    _grant_files(groups)
    return made


#: What Wagtail's screen for groups would not offer: these kinds have no lists of their own in the admin.
_NOT_OFFERED = (
    "view_factsheetpage",
    "view_signoff",
    "view_readingcount",
    "view_unansweredsearch",
    "delete_unansweredsearch",
)


def permissions_to_choose() -> QuerySet[Permission]:
    """Permissions of ours that Wagtail's screen for groups would not offer by itself."""
    return Permission.objects.filter(
        Q(content_type__app_label="factsheets", codename__in=_NOT_OFFERED) | _SEE_CHANGES
    )


def _permissions_of(role: str) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for actions, models in _RECORD_ACTIONS[role]:
        codenames = [f"{action}_{model}" for action in actions for model in models]
        wanted |= Q(content_type__app_label="factsheets", codename__in=codenames)
    if role in (EDITOR, CLINICAL_REVIEWER, ADMINISTRATOR):
        wanted |= _SEE_CHANGES
    if role in (EDITOR, ADMINISTRATOR):
        wanted |= Q(content_type__app_label="wagtailsearchpromotions", content_type__model="searchpromotion")
    if role == ADMINISTRATOR:
        wanted |= Q(content_type__app_label="auth", content_type__model__in=["user", "group"])
        wanted |= Q(
            content_type__app_label="wagtailcore",
            content_type__model__in=["site", "workflow", "task"],
        )
        # Their history. Wagtail asks for a permission of a collection itself before anybody makes or changes one.
        wanted |= Q(content_type__app_label="wagtailcore", codename="view_collection")
        wanted |= Q(content_type__app_label="wagtailredirects", content_type__model="redirect")
        wanted |= Q(content_type__app_label="factsheets", content_type__model__endswith="task")
    return list(Permission.objects.filter(wanted))


def _grant_pages(groups: dict[str, Group]) -> None:
    root = Page.get_first_root_node()
    for name, codenames in _PAGES.items():
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=codenames
        ):
            GroupPagePermission.objects.get_or_create(group=groups[name], page=root, permission=permission)


def _grant_files(groups: dict[str, Group]) -> None:
    root = Collection.get_first_root_node()
    for name in (AUTHOR, EDITOR, ADMINISTRATOR):
        for permission in Permission.objects.filter(
            content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=_FILES
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=groups[name], collection=root, permission=permission
            )
