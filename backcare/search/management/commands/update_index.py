"""`update_index`, the name under which Wagtail's documentation knows the command that builds the search index anew."""

from modelsearch.management.commands import rebuild_modelsearch_index


class Command(rebuild_modelsearch_index.Command):
    help = "Builds the search index anew from the database. Search goes on meanwhile with the index there is."
