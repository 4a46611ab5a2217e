"""Everything that has to hold before the first request: a free port, a reachable database, tables, static files."""
