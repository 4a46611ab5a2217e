"""Clinical sign-off: the form, the way to it, the decisions on record."""
