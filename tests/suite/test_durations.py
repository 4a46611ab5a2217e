"""How long each file took is kept, so that a run is balanced and says what is new and slow."""

from pathlib import Path

from tests.suite import durations
from tests.suite.durations import Record


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "durations.json"
    assert durations.read(file) == Record()
    Record({"tests/test_a.py": 1.5}).write(file)
    assert durations.read(file).seconds("tests/test_a.py", unknown=0.0) == 1.5


def test_a_run_tells_what_is_new_and_what_is_slow() -> None:
    news = Record({"tests/test_a.py": 21.0, "tests/test_b.py": 1.0}).news(
        {"tests/test_a.py": 30.0, "tests/test_b.py": 2.0, "tests/test_c.py": 3.0}
    )
    assert news == [
        "new: tests/test_c.py, 3 s of the processor",
        "slow: tests/test_a.py, 30 s of the processor (21 s in the record)",
    ]


def test_files_that_are_gone_are_forgotten_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "test_stays.py").touch()
    record = Record({"test_stays.py": 4.0, "test_gone.py": 5.0}).with_new({"test_new.py": 1.26}, tmp_path)
    assert record.files == {"test_stays.py": 4.0, "test_new.py": 1.3}


def test_a_file_that_was_moved_takes_its_seconds_along() -> None:
    record = Record({"tests/old/test_a.py": 7.0, "tests/one/test_b.py": 1.0, "tests/two/test_b.py": 2.0})
    moved = durations.of_the_same_name(record, ["tests/new/test_a.py", "tests/new/test_b.py"])
    assert moved.seconds("tests/new/test_a.py", unknown=0.0) == 7.0
    assert moved.seconds("tests/new/test_b.py", unknown=0.0) == 0.0, "two of this name: nobody knows which"
