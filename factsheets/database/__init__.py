"""What both databases are told in one way: months, row locks, rows that change places, work that is put off."""
