"""Sign-off, versions, withdrawal, deletion, schedules, and the lists of pages and changes."""
