"""The pages of conditions, finder and comparison, as parts that templates lay out."""
