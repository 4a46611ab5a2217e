"""What waits for staff: their first screen, and the menu of all reports."""
