"""Static files are laid out when they have changed, and only then."""

from pathlib import Path

import pytest
from pytest_django import Settings

from backcare.starting.static_files import lay_out_static_files


@pytest.fixture
def sources(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "site.css").write_text("body { color: black }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    return folder


def test_a_second_start_lays_out_nothing(sources: Path, tmp_path: Path) -> None:
    assert lay_out_static_files(tmp_path) is True
    assert (tmp_path / "static" / "site.css").exists()
    assert lay_out_static_files(tmp_path) is False


def test_a_changed_file_is_laid_out_again(sources: Path, tmp_path: Path) -> None:
    lay_out_static_files(tmp_path)
    (sources / "site.css").write_text("body { color: darkblue }")
    assert lay_out_static_files(tmp_path) is True
    assert "darkblue" in (tmp_path / "static" / "site.css").read_text()


def test_an_interrupted_lay_out_is_done_again(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("backcare.starting.static_files.call_command", interrupt)
        with pytest.raises(KeyboardInterrupt):
            lay_out_static_files(tmp_path)
    assert lay_out_static_files(tmp_path) is True


def test_a_developer_reads_them_where_they_are(sources: Path, tmp_path: Path, settings: Settings) -> None:
    settings.DEBUG = True
    assert lay_out_static_files(tmp_path) is False
