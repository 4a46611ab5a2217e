"""Names, authorship and protection that outlive accounts and records."""
