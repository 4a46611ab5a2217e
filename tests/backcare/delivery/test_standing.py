"""Staff see how the files stand, and a machine that watches can ask."""

import json
import os
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Site

from backcare.delivery import ready
from backcare.delivery.declared import public_addresses
from backcare.delivery.models import Change
from backcare.delivery.place import forget_all_files, ledger
from backcare.delivery.publishing import publish
from backcare.delivery.store import NOT_FOUND
from backcare.delivery.tasks import prove_all
from backcare.delivery.vanished import vanished
from home.models import HomePage, PlainPage
from tests import builders
from tests.backcare import uploads

from .published_site import differences, files, fresh, make_library, work
from .rarer_changes import show_picture

pytestmark = pytest.mark.django_db


def screen(client: Client) -> str:
    client.force_login(builders.superuser())
    return client.get(reverse("published_files")).content.decode()


def test_the_screen_says_what_waits_and_what_has_no_file(publishing: Path, client: Client) -> None:
    Change.objects.create(table="wagtailcore_page")
    ledger().forget(["/broken/"], reason="It answers 500.")
    shown = screen(client)
    assert "Some changes are not in all files yet" in shown
    assert "/broken/" in shown
    assert "It answers 500." in shown
    assert "Not yet" in shown


def test_the_screen_says_that_nothing_is_published(client: Client) -> None:
    assert "Publishing writes no files here" in screen(client)


@pytest.mark.parametrize("role", ["Author", "Editor", None])
def test_only_those_who_look_after_the_way_to_publication_see_it(client: Client, role: str | None) -> None:
    client.force_login(builders.person(role))
    response = client.get(reverse("published_files"))
    assert response.status_code in (302, 403)


def test_a_machine_hears_how_far_the_files_are_behind(publishing: Path, client: Client) -> None:
    Change.objects.create(table="wagtailcore_page")
    response = client.get("/-/ready")
    assert response.status_code == 200
    answer = json.loads(response.content)
    assert answer["ready"] is True
    assert answer["files"]["changes_waiting"] == 1
    assert answer["files"]["last_sweep"] is None
    assert response["Cache-Control"] == "no-store"


def test_a_machine_hears_that_the_database_is_away(
    publishing: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(ready, "standing", away)
    response = client.get("/-/ready")
    assert response.status_code == 503
    assert json.loads(response.content) == {"ready": False, "database": "does not answer"}


def test_a_machine_hears_that_nothing_can_be_kept(
    publishing: Path, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if connection.vendor == "sqlite":
        (tmp_path / "database").touch()
        monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "database")
        assert client.get("/-/ready").status_code == 200
        monkeypatch.setattr(
            "backcare.delivery.ready.os.access", lambda path, how: path != str(tmp_path / "database")
        )
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
    response = client.get("/-/ready")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": "answers, but cannot be written"}


def test_the_command_says_in_a_sentence_what_it_did(publishing: Path, capsys: Any) -> None:
    call_command("publish_site")
    assert "Files written: " in capsys.readouterr().out
    call_command("publish_site")
    assert "Files written: 0, asked for and unchanged: 0, removed: 0." in capsys.readouterr().out
    assert ledger().written_down("last sweep") is not None


def test_the_command_refuses_a_wrong_number(publishing: Path) -> None:
    with pytest.raises(CommandError, match="--jobs is 0, but it must be a number from 1 to 64"):
        call_command("publish_site", jobs=0)


def test_the_command_says_where_it_cannot_write(publishing: Path, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.PUBLISHED_FOLDER = tmp_path / "file" / "published"
    with pytest.raises(CommandError, match=r"The files could not be written: .*Not a directory"):
        call_command("publish_site")


def test_without_publishing_the_command_does_nothing(capsys: Any) -> None:
    call_command("publish_site")
    assert "PUBLISH_FILES is 0" in capsys.readouterr().out


def test_a_folder_that_cannot_be_used_is_said_on_the_screen_and_to_machines(
    publishing: Path, client: Client, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.PUBLISHED_FOLDER = tmp_path / "file" / "published"
    response = client.get("/-/ready")
    assert response.status_code == 503
    assert json.loads(response.content)["files"] == "cannot be read or written"
    assert "The folder of the files cannot be read or written: Not a directory" in screen(client)


def test_a_folder_in_which_nothing_can_be_changed_is_said_with_what_a_web_server_in_front_goes_on_doing(
    publishing: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("publish_site")
    assert client.get("/-/ready").status_code == 200
    read_only = SimpleNamespace(f_flag=os.ST_RDONLY)
    monkeypatch.setattr("backcare.delivery.faults.os.statvfs", lambda _path: read_only)
    response = client.get("/-/ready")
    assert response.status_code == 503
    assert "also what was withdrawn" in response.json()["a_web_server_in_front"]
    shown = " ".join(screen(client).split())
    assert "Nothing can be changed in it" in shown
    assert "may go on showing pages as they were, also pages that you withdraw now" in shown


def test_where_nothing_is_published_any_more_the_files_of_an_earlier_time_go(publishing: Path) -> None:
    call_command("publish_site")
    (publishing / "away").mkdir()
    assert forget_all_files()
    assert [each.name for each in publishing.iterdir()] == ["away"]
    assert not forget_all_files()


@pytest.mark.django_db(transaction=True)
def test_files_that_were_deleted_by_hand_are_told_of_and_made_again_by_the_sweep(
    publishing: Path, client: Client
) -> None:
    pages = make_library(3)
    publish()
    assert vanished(publishing) == []
    (publishing / "files" / pages[0].url.strip("/") / "index.html").unlink()
    shutil.rmtree(publishing / "meta" / pages[1].url.strip("/"))
    (publishing / "missing" / "404.html").unlink()
    lost = vanished(publishing)
    assert {pages[0].url, f"{pages[1].url}history/", NOT_FOUND} <= set(lost)
    answer = client.get("/-/ready").json()
    assert answer["files"]["not_there"] == len(lost)
    assert "not there, such as that of /" in " ".join(screen(client).split())
    prove_all.enqueue()
    work()
    assert vanished(publishing) == []
    assert differences(files(), fresh()) == []


def test_what_lies_behind_a_rule_is_no_file_that_is_missing(publishing: Path, client: Client) -> None:
    """Neither its name is told to those who look after the files, nor does the night fail for it."""
    show_picture()
    picture = get_image_model().objects.get()
    below = uploads.collection("login").add_child(name="Below it")
    hidden = [uploads.document("hidden-by-rule.txt", b"Words.", collection=below).url]
    uploads.document("open-to-all.txt", b"Words.")
    client.get("/with-a-picture/")
    hidden += [size.url for size in picture.renditions.all()]
    assert len(hidden) > 1
    assert set(hidden) & set(public_addresses()) == set(hidden[1:])
    type(picture).objects.update(collection=below)
    assert set(hidden) & set(public_addresses()) == set()
    assert publish().without == {}
    assert client.get("/-/ready").json()["files"]["without_file"] == 0
    assert "hidden-by-rule" not in screen(client)


def test_several_sites_are_told_of(publishing: Path, client: Client) -> None:
    builders.live()
    assert client.get("/-/ready").json()["files"]["sites_without_files"] == 0
    before = set(public_addresses())
    page = HomePage.objects.get().add_child(instance=PlainPage(title="Elsewhere", body="<p>Words.</p>"))
    Site.objects.create(hostname="other.example.org", root_page=page)
    assert client.get("/-/ready").json()["files"]["sites_without_files"] == 1
    # Those of the first site are the same as before, and no other.
    assert set(public_addresses()) == before | {"/elsewhere/"}
    assert "readers of other.example.org:80 get each page" in " ".join(screen(client).split())
