"""What was found and what stands beside it, as parts that templates lay out."""
