"""The words that staff keep behind the search, and what readers did not find."""
