"""The report “Factsheets by condition”."""
