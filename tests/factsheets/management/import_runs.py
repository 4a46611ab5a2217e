"""What the tests of `import_factsheet` share: running it, and looking at what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from factsheets.models import FactsheetPage

SEED = Path(__file__).parents[2] / "files" / "medical-acupuncture.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    call_command("import_factsheet", *map(str, arguments))
    return capsys.readouterr().out


def rows_of_every_table() -> dict[str, int]:
    models = [model for app in apps.get_app_configs() for model in app.get_models()]
    return {model._meta.label: model._default_manager.count() for model in models}


def section(report: str, heading: str) -> list[str]:
    lines = report.splitlines()
    start = lines.index(heading) + 1
    end = lines.index("", start) if "" in lines[start:] else len(lines)
    return [line.strip() for line in lines[start:end]]


def latest(page: FactsheetPage) -> FactsheetPage:
    return FactsheetPage.objects.get(pk=page.pk).get_latest_revision_as_object()
