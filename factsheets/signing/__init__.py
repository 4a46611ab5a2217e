"""The exact words that a clinician signs, and the rules for every text that needs a signature."""
