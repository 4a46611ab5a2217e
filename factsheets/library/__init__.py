"""What readers walk through: the conditions, the finder, the comparison."""
