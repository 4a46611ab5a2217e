"""What pytest needs before the first test: a database for each worker, a browser for the journeys."""
