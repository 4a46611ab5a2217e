"""Who gets what from every address of the site: one declared table, and a test that no address is missing in it."""
