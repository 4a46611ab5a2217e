"""The governed texts themselves, and how a factsheet takes part in them."""
