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
        named = self.name in (part.removesuffix(".py") for part in PurePath(file).parts)
        return named and (uses_a_database or not self.with_a_database)


COULD_DIFFER = (
    Reason("admin", "the screens are Wagtail's own views, forms and templates, extended"),
    Reason("editorial", "workflow, revisions and publishing are actions of Wagtail, bound to rules of ours"),
    Reason("models", "fields, constraints and revisions are Django's and Wagtail's"),
    Reason("home", "plain pages are Wagtail's, served by its views"),
    Reason("management", "commands go through Wagtail's publishing and Django's parser"),
    Reason("releases", "migrations of Wagtail and Django run over what stored releases hold"),
    Reason("search", "the index is a back end of Wagtail's search"),
    Reason("background", "tasks are queued through Django's interface"),
    Reason("starting", "a start runs Django's commands and checks", with_a_database=False),
    Reason("settings", "settings are read by Django and Wagtail", with_a_database=False),
    Reason("test_architecture", "the layers stand on what the packages are called", with_a_database=False),
    Reason("test_commands", "what commands say stands on Django's own errors", with_a_database=False),
    Reason("test_rich_text", "rich text is stored and shown by Wagtail's converters", with_a_database=False),
    Reason("test_pages", "readers' pages are Wagtail's, with templates of ours"),
    Reason("test_api", "the API answers in Wagtail's shapes"),
    Reason("test_feeds", "feeds are Django's"),
)
