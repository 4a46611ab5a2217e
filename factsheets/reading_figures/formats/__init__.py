"""Lines of a log, months, and the figures of a factsheet."""
