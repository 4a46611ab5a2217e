"""What is broken on purpose, and where the tests lie that may notice."""

TARGETS = {
    "permissions": ("factsheets/people/permissions.py",),
    "gate": ("factsheets/signing/models/signed_off.py",),
    "editorial": (
        "factsheets/wording/carrying_on.py",
        "factsheets/publication/decision.py",
        "factsheets/publication/publishing.py",
        "factsheets/publication/scheduling.py",
        "factsheets/publication/signing_off.py",
        "factsheets/publication/take_down_requests.py",
        "factsheets/publication/withdrawing.py",
        "factsheets/wording/proposing.py",
    ),
    "due_dates": ("factsheets/reviews/due_dates.py",),
}

#: Where the tests lie that may notice, the nearest first.
TESTS = (
    "tests/factsheets/editorial",
    "tests/factsheets/test_permissions.py",
    "tests/factsheets/upkeep",
    "tests/factsheets/models",
    "tests/factsheets/starter/test_library.py",
    "tests/factsheets/admin",
)
#: They ask nothing of these rules, and take long.
WITHOUT = (
    "tests/factsheets/admin/searches",
    "tests/factsheets/screens/test_hostile_forms.py",
    "tests/factsheets/screens/test_hostile_searches.py",
)
