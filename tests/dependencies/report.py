"""What a check has to say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """Sentences that are only told, and sentences on what has to be mended before the code is accepted."""

    told: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    def __add__(self, other: "Report") -> "Report":
        return Report(self.told + other.told, self.broken + other.broken)
