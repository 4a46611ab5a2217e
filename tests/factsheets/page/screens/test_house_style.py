"""The house rules are looked for in previews, and never on a page that readers get."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site_settings
from django.urls import reverse
from wagtail.admin.userbar import ContentCheckerItem

from factsheets.page.screens.house_style import HouseStyleItem
from tests.builders import live, sign_governed_texts
from tests.factsheets.screens.kinds import signed_in

pytestmark = pytest.mark.django_db

SCRIPT = site_settings.ROOT / "backcare" / "static" / "factsheets" / "page" / "house-style.js"


@pytest.fixture
def page():
    sign_governed_texts()
    return live()


def configuration(html: str) -> dict:
    """What the checks of a rendered screen are told."""
    return json.loads(BeautifulSoup(html, "html.parser").find("script", id=re.compile("axe-conf")).string)


def test_a_preview_has_wagtail_s_checks_and_ours(page):
    html = signed_in("Author").get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    rules = configuration(html)["options"]["runOnly"]
    assert set(ContentCheckerItem.axe_run_only) < set(rules)
    assert "house-long-sentence" in rules
    assert html.index("userbar.js") < html.index("factsheets/page/house-style.js")


def test_the_editor_s_panel_of_checks_has_them_too(page):
    html = signed_in("Author").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "house-long-sentence" in configuration(html)["options"]["runOnly"]


@pytest.mark.parametrize("path", ["/", "/factsheets/", "/factsheets/medical-acupuncture/", "/no-such-page/"])
def test_no_page_for_readers_has_any_of_it(page, path):
    body = signed_in("Administrator").get(path).content
    assert b"userbar" not in body
    assert b"house-style" not in body


def test_each_rule_has_a_check_in_the_script_and_words_for_the_editor():
    ours = set(HouseStyleItem.axe_run_only) - set(ContentCheckerItem.axe_run_only)
    in_script = set(
        re.findall(r'^ {4}"check-(house-[a-z-]+)"', SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert ours == in_script
    for rule in ours:
        assert all(HouseStyleItem.axe_messages[rule].values())
