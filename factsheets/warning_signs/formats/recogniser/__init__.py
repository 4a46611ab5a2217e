"""Whether somebody who types a few words may be in danger, by the signs that staff keep."""

from .recogniser import Recognised, Recogniser
from .sign import Sign

__all__ = ["Recognised", "Recogniser", "Sign"]
