"""What is broken on purpose, and the tests that have to notice."""

from typing import NamedTuple


class Target(NamedTuple):
    code: tuple[str, ...]
    tests: tuple[str, ...]


EDITORIAL = "tests/factsheets/editorial"
TARGETS = {
    "permissions": Target(
        ("factsheets/permissions.py",),
        (
            f"{EDITORIAL}/test_no_other_way.py",
            "tests/factsheets/test_permissions.py",
            "tests/factsheets/admin/test_who_sees_reviews.py",
            "tests/factsheets/admin/test_deleting.py",
            "tests/factsheets/admin/test_feedback.py",
            f"{EDITORIAL}/test_withdrawing.py",
            f"{EDITORIAL}/test_scheduling.py",
        ),
    ),
    "gate": Target(
        ("factsheets/models/signed_off.py",),
        (
            EDITORIAL,
            "tests/factsheets/admin/test_sign_off.py",
            "tests/factsheets/exchange/test_starter_library.py",
        ),
    ),
    "editorial": Target(
        ("factsheets/editorial",),
        (
            EDITORIAL,
            "tests/factsheets/admin/wording",
            "tests/factsheets/admin/test_sign_off.py",
            "tests/factsheets/admin/test_audit_trail.py",
            "tests/factsheets/admin/dashboard/test_still_public.py",
        ),
    ),
    "due_dates": Target(
        ("factsheets/upkeep/due_dates.py",),
        (
            "tests/factsheets/upkeep/test_due_dates.py",
            "tests/factsheets/upkeep/test_reminding.py",
            "tests/factsheets/admin/test_reviews.py",
            "tests/factsheets/admin/reports/test_reviews_due.py",
        ),
    ),
}
