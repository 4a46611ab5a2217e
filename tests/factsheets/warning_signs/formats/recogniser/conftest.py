"""A recogniser of the starter's signs, made once."""

import pytest

from factsheets.warning_signs.formats.recogniser import Recogniser
from factsheets.warning_signs.formats.starter_signs import starter_warning_signs


@pytest.fixture(scope="session")
def recogniser() -> Recogniser:
    return Recogniser(starter_warning_signs())
