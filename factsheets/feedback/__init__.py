"""“Was this useful?”: what readers answer about a factsheet, and what staff make of it."""
