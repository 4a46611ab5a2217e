"""How much a document may be before it is read, and while it is read."""

from __future__ import annotations

#: Of any file. Pictures make Word files and PDFs large; a factsheet is never more than this.
MAX_BYTES = 25_000_000
#: Of a file that is all text: a factsheet is a few pages.
MAX_TEXT_BYTES = 2_000_000
#: Of a saved web page or an RTF file: their pictures are written as letters.
MAX_MARKED_UP_BYTES = 12_000_000
MAX_PAGES = 60

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 80_000_000
MAX_XML_BYTES = 20_000_000
MAX_ELEMENTS = 400_000
#: Text packs to a tenth, a picture not at all; a bomb to a thousandth. Small parts may pack well.
MAX_RATIO = 150
RATIO_COUNTS_FROM = 1_000_000

#: What comes out. More words than this are a book.
MAX_WORDS = 60_000
MAX_BLOCKS = 20_000
