"""The promise to look at each factsheet again: due dates, reminders, tasks when a source changes."""
