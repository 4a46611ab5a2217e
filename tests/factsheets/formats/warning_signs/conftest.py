"""A recogniser of the starter's signs, made once."""

import pytest

from factsheets.formats.starter_signs import starter_warning_signs
from factsheets.formats.warning_signs import Recogniser


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return Recogniser(starter_warning_signs())
