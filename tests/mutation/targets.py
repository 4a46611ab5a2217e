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

TESTS = "tests/factsheets"
#: Words, searches and PDFs: they ask nothing of these rules, and take long.
WITHOUT = (
    "tests/factsheets/exchange/legacy_text",
    "tests/factsheets/finder",
    "tests/factsheets/formats",
    "tests/factsheets/searching",
    "tests/factsheets/admin/searches",
    "tests/factsheets/admin/test_hostile_forms.py",
    "tests/factsheets/admin/test_hostile_searches.py",
)
