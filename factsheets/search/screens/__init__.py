"""What readers type into the search box, and what staff make of it."""
