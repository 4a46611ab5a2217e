import subprocess
import sys
from pathlib import Path

from backcare.process_lock import ProcessLock

HOLDS = "import sys, pathlib; from backcare.process_lock import ProcessLock; lock = ProcessLock(pathlib.Path(sys.argv[1])); print(lock.take(wait=False), flush=True); sys.stdin.read()"


def test_one_process_has_it_until_it_is_gone(tmp_path: Path) -> None:
    path, ours = tmp_path / "lock", ProcessLock(tmp_path / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "True\n"
        assert not ours.take(wait=False)
        assert not ours.is_held
        other.kill()
    assert ours.take(wait=False)
    assert ours.is_held


def test_it_can_be_ended_twice_and_taken_again(tmp_path: Path) -> None:
    first, second = ProcessLock(tmp_path / "lock"), ProcessLock(tmp_path / "lock")
    assert first.take(wait=True)
    first.end()
    first.end()
    assert second.take(wait=False)
    assert not first.take(wait=False)
