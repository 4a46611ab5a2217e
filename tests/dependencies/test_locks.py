"""What the locks hold is read as `make lock` writes it."""

from pathlib import Path

from .locks import read_locks
from .planted import lock, plant

ROOT = Path(__file__).resolve().parent.parent.parent


def test_each_package_stands_once_with_what_brings_it(tmp_path: Path) -> None:
    plant(tmp_path)
    assert [
        (package.name, package.runs_the_site, package.brought_by) for package in read_locks(tmp_path)
    ] == [
        ("checker", False, ("requirements-dev.in",)),
        ("framework", True, ("requirements.in",)),
        ("library", True, ("framework",)),
    ]


def test_a_package_has_a_version_for_each_interpreter(tmp_path: Path) -> None:
    plant(tmp_path)
    lock(tmp_path, "soup", "2.10 ; python_full_version < '3.11.5'")
    lock(tmp_path, "soup", "4.1.2 ; python_full_version >= '3.11.5'")
    lock(tmp_path, "colours", "1.0 ; sys_platform == 'no-such-system'")
    packages = {package.name: package for package in read_locks(tmp_path)}
    assert [str(pin.specifier) for pin in packages["soup"].pins] == ["==2.10", "==4.1.2"]
    assert packages["soup"].is_for_here
    assert not packages["colours"].is_for_here


def test_our_own_locks_tell_what_we_asked_for_ourselves_and_name_no_index() -> None:
    packages = {package.name: package for package in read_locks(ROOT)}
    assert packages["wagtail"].brought_by == ("requirements.in",)
    assert packages["django"].runs_the_site
    assert not packages["pytest"].runs_the_site
    assert all(package.brought_by for package in packages.values())
    for file in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / file).read_text(encoding="utf-8")
