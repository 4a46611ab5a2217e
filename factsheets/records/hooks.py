"""The lists of the records that factsheets share, in Wagtail's admin."""

from factsheets.records.screens.lists import LibraryRecords

SNIPPETS = (LibraryRecords,)
