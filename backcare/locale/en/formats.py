"""Dates as people in the UK type them: the day before the month, the year in four digits; ISO is added by Django.

Anything else is refused. A month before the day, or a year of two digits, would have to be guessed.
"""

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
# A day without a time begins at midnight, in each of these as in ISO.
DATETIME_INPUT_FORMATS = [
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y",
    "%d %B %Y %H:%M",
    "%d %B %Y",
    "%d %b %Y %H:%M",
    "%d %b %Y",
]
