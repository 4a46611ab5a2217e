"""Fields of one thing a line."""


def lines_of(text: str) -> list[str]:
    """The lines of a "one a line" field, without blank ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
