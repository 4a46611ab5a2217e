"""The unit for systemd that we ship: it starts our command, gives it enough files and time, and systemd understands each line."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

from django.core.management import get_commands

from backcare.serving.open_files import CONNECTIONS
from backcare.starting import answering_process, front_process, worker_process
from tests.setting_up.site import ROOT

SHIPPED = ROOT / "docs" / "deploy" / "backcare.service"


def test_it_runs_our_command_and_leaves_it_time_and_files() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(SHIPPED)
    service = unit["Service"]
    _python, script, command = service["ExecStart"].split()
    assert (ROOT / script).is_file()
    assert command in get_commands()
    finishing = (front_process, answering_process, worker_process)
    assert int(service["TimeoutStopSec"]) > sum(each.SECONDS_TO_FINISH for each in finishing)
    assert int(service["LimitNOFILE"]) > 2 * CONNECTIONS + 200


def test_systemd_understands_it(tmp_path: Path) -> None:
    """Where this machine has systemd; everywhere its lines are of the form of such a file."""
    words = SHIPPED.read_text().replace("/srv/backcare/.venv/bin/python", sys.executable)
    words = words.replace("/srv/backcare", str(ROOT)).replace("User=backcare", "User=root")
    unit = tmp_path / "backcare.service"
    unit.write_text(words)
    for line in words.splitlines():
        assert not line or line[0] in "#[" or line.partition("=")[2]
    if analyze := shutil.which("systemd-analyze"):
        done = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
