"""Old documents come in: each becomes a draft, and no word of it is lost."""
