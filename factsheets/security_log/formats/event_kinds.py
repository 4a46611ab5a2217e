"""What the security log tells of. A kind more needs no migration: a row keeps its name as it is."""

from django.db.models import TextChoices


class EventKind(TextChoices):
    """What happened."""

    SIGNED_IN = "signed_in", "Signed in"
    SIGN_IN_FAILED = "sign_in_failed", "Sign-in failed"
    SIGNED_OUT = "signed_out", "Signed out"
    SIGN_IN_CONFIRMED = "sign_in_confirmed", "Signed in once more for a weighty act"
    PASSWORD_SET = "password_set", "Password set"
    SECOND_FACTOR_ADDED = "second_factor_added", "Second factor added"
    SECOND_FACTOR_REMOVED = "second_factor_removed", "Second factor removed"
    PERSON_MADE = "person_made", "Account made"
    PERSON_CHANGED = "person_changed", "Account changed"
    PERSON_DELETED = "person_deleted", "Account deleted"
    SWITCHED_OFF = "switched_off", "Account switched off"
    SWITCHED_ON = "switched_on", "Account switched on"
    SUPERUSER_MADE = "superuser_made", "Superuser made"
    SUPERUSER_ENDED = "superuser_ended", "Superuser no more"
    ROLE_GIVEN = "role_given", "Role given"
    ROLE_TAKEN = "role_taken", "Role taken away"
    GROUP_MADE = "group_made", "Group made"
    GROUP_CHANGED = "group_changed", "Group renamed"
    GROUP_DELETED = "group_deleted", "Group deleted"
    PERMISSIONS_CHANGED = "permissions_changed", "Permissions changed"
    STEP_CHANGED = "step_changed", "Roles of a step changed"
    REFUSED = "refused", "Refused"
