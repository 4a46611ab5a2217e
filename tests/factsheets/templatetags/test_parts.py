"""Parts of pages that Jinja draws: in the same letters as Django, whatever stands in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.utils.safestring import mark_safe

from factsheets.templatetags import parts
from factsheets.templatetags.parts import part_of_page

TEMPLATES = settings.ROOT / "templates"
HOSTILE = """<b> & "double" 'single' {{ braces }} {% if %}"""


def by_both(jinja: str, django: str, words: dict[str, Any]) -> tuple[str, str]:
    return (
        parts._templates().from_string(jinja).render(words),
        engines["django"].from_string(django).render(words),
    )


@pytest.mark.parametrize(
    ("jinja", "django"),
    [
        ("{{ words }}", "{{ words }}"),
        ("{{ marked }}", "{{ marked }}"),
        ("{{ list|join(', ') }}", "{{ list|join:', ' }}"),
        ("{{ words|capfirst }} {{ words|lower }}", "{{ words|capfirst }} {{ words|lower }}"),
        ("{{ day|date('j F Y') }} {{ day|date('Y-m-d') }}", "{{ day|date:'j F Y' }} {{ day|date:'Y-m-d' }}"),
        ("{{ moment|date('j F Y, H:i') }}{{ none|date('Y') }}", "{{ moment|date:'j F Y, H:i' }}{{ none|date:'Y' }}"),
        ("{{ none }} {{ number }} {{ missing }}", "{{ none }} {{ number }} {{ missing }}"),
        ("{{ urgent|phone_links }}", "{% load phones %}{{ urgent|phone_links }}"),
        ("{{ rich|richtext }}{{ plain|richtext }}", "{% load wagtailcore_tags %}{{ rich|richtext }}{{ plain|richtext }}"),
        ("{{ url('factsheets:compare') }}", "{% url 'factsheets:compare' %}"),
        ("{{ static('css/backcare.css') }}", "{% load static %}{% static 'css/backcare.css' %}"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_both_ways_to_draw_say_the_same(jinja: str, django: str) -> None:
    ours, theirs = by_both(
        jinja,
        django,
        {
            "words": HOSTILE,
            "marked": mark_safe("<i>marked</i>"),
            "list": [HOSTILE, "plain", mark_safe("<i>marked</i>")],
            "day": date(2026, 3, 9),
            "moment": datetime(2026, 6, 30, 23, 30, tzinfo=UTC),  # the next day here
            "none": None,
            "number": 10000,
            "urgent": f"Ring 999 {HOSTILE}",
            "rich": '<p>See <a linktype="page" id="123456">another</a>.</p>',
            "plain": "<p>Rock &amp; roll.</p>",
        },
    )
    assert ours == theirs


def test_every_part_can_be_read_and_is_drawn_by_jinja_alone() -> None:
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.jinja")]
    assert len(names) > 20
    for name in names:
        assert parts._templates().get_template(name).name == name
        assert not (TEMPLATES / name).with_suffix(".html").exists(), "The same part stands there twice."


def test_a_part_has_the_words_of_the_page_and_its_own() -> None:
    template = engines["django"].from_string(
        '{% load parts %}{% part "factsheets/governed/safety_card.jinja" card=other rank="3" %}'
    )
    card = {"level": "urgent", "prefix": "Urgent: ", "heading": HOSTILE, "points": ["Ring 111."]}
    shown = template.render({"card": None, "other": card})
    assert "<h3>" in shown
    assert "&lt;b&gt; &amp; &quot;double&quot; &#x27;single&#x27; {{ braces }}" in shown
    assert '<a class="phone" href="tel:111">111</a>' in shown


def test_what_is_included_is_part_of_the_template_and_a_change_of_it_is_noticed(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    outer, inner = tmp_path / "templates" / "outer.jinja", tmp_path / "templates" / "inner.jinja"
    outer.write_text('{% for each in "ab" %}{% include "inner.jinja" %}{% endfor %}')
    inner.write_text("{{ each }}<br>")
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(settings, "DEBUG", True)
    parts._templates.cache_clear()
    try:
        assert part_of_page("outer.jinja", {}) == "a<br>b<br>"
        inner.write_text("{{ each }}, ")
        assert part_of_page("outer.jinja", {}) == "a, b, "
    finally:
        parts._templates.cache_clear()
