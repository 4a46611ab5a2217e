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
    "tests/factsheets/publication",
    "tests/factsheets/people",
    "tests/factsheets/signing",
    "tests/factsheets/edit_conflicts",
    "tests/factsheets/reviews",
    "tests/factsheets/workflows",
    "tests/factsheets/wording",
    "tests/factsheets/versions",
    "tests/factsheets/page/models",
    "tests/factsheets/page/screens",
    "tests/factsheets/test_constraints.py",
    "tests/factsheets/starter",
    "tests/factsheets/keeping",
    "tests/factsheets/governed",
    "tests/factsheets/mail",
    "tests/factsheets/staff",
    "tests/factsheets/screens",
    "tests/factsheets/documents/screens",
    "tests/factsheets/feedback",
    "tests/factsheets/library/screens",
    "tests/factsheets/records/screens",
    "tests/factsheets/warning_signs/screens",
    "tests/factsheets/search/screens",
)
#: They ask nothing of these rules, and take long.
WITHOUT = (
    "tests/factsheets/search/screens/test_promoted_results.py",
    "tests/factsheets/search/screens/test_signposts.py",
    "tests/factsheets/search/screens/test_words.py",
    "tests/factsheets/search/screens/test_zero_results.py",
    "tests/factsheets/screens/test_hostile_forms.py",
    "tests/factsheets/screens/test_hostile_searches.py",
)
