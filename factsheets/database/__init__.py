"""What both databases are told in one way: months, row locks, rows that change places, statements that are made once, work that is put off."""
