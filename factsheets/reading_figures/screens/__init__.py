"""What staff and trustees see of the counts."""
