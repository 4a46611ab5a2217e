"""What a document says becomes the parts of a factsheet: by its headings, without a guess, and with every word accounted for."""
