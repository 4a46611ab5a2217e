"""Used for every English: a colleague whose account says American English must not read 05/06 as May."""
