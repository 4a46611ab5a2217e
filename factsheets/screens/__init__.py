"""What the screens of staff have in common: panels, choosers, reports, spreadsheets, “Record it?”."""
