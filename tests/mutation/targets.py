"""What is broken on purpose, and where the tests lie that may notice."""

TARGETS = {
    "permissions": ("factsheets/permissions.py",),
    "gate": ("factsheets/models/signed_off.py",),
    "editorial": (
        "factsheets/editorial/carrying_on.py",
        "factsheets/editorial/deciding_on.py",
        "factsheets/editorial/publishing.py",
        "factsheets/editorial/scheduling.py",
        "factsheets/editorial/signing_off.py",
        "factsheets/editorial/taking_down.py",
        "factsheets/editorial/withdrawing.py",
        "factsheets/editorial/wording.py",
    ),
    "due_dates": ("factsheets/upkeep/due_dates.py",),
}

#: Where the tests lie that may notice, the nearest first.
TESTS = (
    "tests/factsheets/editorial",
    "tests/factsheets/test_permissions.py",
    "tests/factsheets/upkeep",
    "tests/factsheets/models",
    "tests/factsheets/exchange/test_starter_library.py",
    "tests/factsheets/admin",
)
#: They ask nothing of these rules, and take long.
WITHOUT = (
    "tests/factsheets/admin/searches",
    "tests/factsheets/admin/test_hostile_forms.py",
    "tests/factsheets/admin/test_hostile_searches.py",
)
