"""Who may do what: the roles of the charity, and the rules about people."""
