"""Wagtail's application for people and groups, with our screens in it."""

from wagtail.users.apps import WagtailUsersAppConfig


class GuardedUsers(WagtailUsersAppConfig):
    """Stands in `INSTALLED_APPS` for `wagtail.users`."""

    user_viewset = "factsheets.powers.screens.people.PeopleViewSet"
    group_viewset = "factsheets.powers.screens.groups.GuardedGroupViewSet"
