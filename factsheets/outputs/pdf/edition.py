"""The two PDFs of a factsheet: ordinary letters, and large print."""

from enum import Enum


class Edition(Enum):
    """The value is the name of the file at the end of the address, without `.pdf`."""

    FACTSHEET = "factsheet"
    LARGE_PRINT = "large-print"

    def file_name(self, slug: str) -> str:
        """What a reader's computer calls the file, when many factsheets lie in one folder."""
        return f"{slug}-large-print.pdf" if self is Edition.LARGE_PRINT else f"{slug}.pdf"
