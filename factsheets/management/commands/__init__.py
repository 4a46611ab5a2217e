"""One command in a file; each calls the act of its folder."""
