"""Work that nobody waits for: queued in the database with what causes it, done by one worker, tried again until it is done."""
