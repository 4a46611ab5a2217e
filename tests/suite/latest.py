"""What is run again with the newest Wagtail and Django: whatever of it could come out differently, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True)
class Reason:
    """A folder, or a file, by its name alone, and why its tests stand on Wagtail and Django.

    Of a folder that also holds rules of our own only the tests that use a database are run again.
    """

    name: str
    why: str
    with_a_database: bool = True

    def holds(self, file: str, uses_a_database: bool) -> bool:
        names = [part.removesuffix(".py") for part in PurePath(file).parts]
        return (
            self.name in names
            and OUR_OWN.keys().isdisjoint(names)
            and (uses_a_database or not self.with_a_database)
        )


COULD_DIFFER = (
    Reason("screens", "the screens are Wagtail's own views, forms and templates, extended"),
    Reason("staff", "the first screen is Wagtail's, made of its panels"),
    Reason("models", "fields, constraints and revisions are Django's and Wagtail's"),
    Reason("test_constraints", "constraints are written by Django"),
    Reason(
        "publication", "revisions, publishing and deletion are actions of Wagtail, bound to rules of ours"
    ),
    Reason("workflows", "workflows and their steps are Wagtail's"),
    Reason("edit_conflicts", "the editing form is Wagtail's, entered once more"),
    Reason("documents", "documents, their collections and privacy are Wagtail's"),
    Reason("people", "permissions are Django's and Wagtail's"),
    Reason("test_doors", "the doors that are shut are Wagtail's own"),
    Reason("home", "plain pages are Wagtail's, served by its views"),
    Reason("management", "commands go through Wagtail's publishing and Django's parser"),
    Reason("releases", "migrations of Wagtail and Django run over what stored releases hold"),
    Reason(
        "test_modelsearch_own", "the index is a back end of Wagtail's search, which brings tests of its own"
    ),
    Reason("test_commands", "what commands say stands on Django's own errors", with_a_database=False),
    Reason("background", "tasks are queued through Django's interface"),
    Reason("starting", "a start runs Django's commands and checks", with_a_database=False),
    Reason("settings", "settings are read by Django and Wagtail", with_a_database=False),
    Reason("seams", "they say which inner parts of Wagtail and Django we hold on to", with_a_database=False),
    Reason("test_factsheet_page", "readers' pages are Wagtail's, with templates of ours"),
    Reason("api", "the API answers in Wagtail's shapes"),
)

#: Files of these folders that ask for rules and sentences of our own alone, and why they need not be asked again.
OUR_OWN = {
    "test_still_public": "which sentence the first screen has for what",
    "test_health": "which steps are said to be wrong; that they can be kept is asked on their screens",
    "test_searching_records": "what the lists find; that they are shown is asked of every address",
    "test_wording_changes": "who proposes words and who signs them",
    "test_import_factsheet": "which words become which field",
    "test_import_factsheet_twice": "which words of staff an import leaves alone",
    "test_import_factsheet_batches": "which files a batch has",
}
