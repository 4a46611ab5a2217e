"""The factsheet as parts that templates lay out, and what it still lacks, in the words of the editor."""
