"""A database that does not answer: nobody waits long for it, and readers are told when to come back."""
