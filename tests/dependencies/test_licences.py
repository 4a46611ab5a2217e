"""Every licence is known and allowed, and the page lists it; planted packages prove that each rule bites."""

from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest

from . import page
from .licences import check, is_allowed, read_licences, stated_licence
from .locks import read_locks
from .page import PAGE
from .planted import POLICY, install, installed, lock, plant
from .policy import Policy
from .report import Report

MIT = "License :: OSI Approved :: MIT License"
BSD = "License :: OSI Approved :: BSD License"
IN_ORDER = Report(told=("Licences: 3 packages, 2 of them run the site; all are allowed.",))
ELSEWHERE = "1.0 ; sys_platform == 'no-such-system'"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    plant(tmp_path)
    return tmp_path


def checked(root: Path, policy: Policy = POLICY) -> Report:
    return check(read_licences(read_locks(root), policy, [str(installed(root))]), policy)


def test_licences_that_are_allowed(root: Path) -> None:
    assert checked(root) == IN_ORDER


@pytest.mark.parametrize(
    ("licence", "sentence"),
    [
        ("AGPL-3.0-only", "library is under AGPL-3.0-only, which the policy does not allow."),
        ("MIT AND AGPL-3.0-only", "library is under MIT AND AGPL-3.0-only, which the policy does not allow."),
        ("MIT License", "library calls its licence “MIT License”, which is no SPDX expression."),
    ],
)
def test_a_licence_that_is_not_allowed(root: Path, licence: str, sentence: str) -> None:
    install(root, "library", "1.2.0", {"License-Expression": licence})
    assert checked(root) == Report(broken=(sentence,))


def test_a_licence_that_is_not_stated_is_read_by_a_person(root: Path) -> None:
    install(root, "library", "1.2.0", {})
    assert checked(root).broken == (
        "library does not say its licence clearly: read its licence, and write it into “by_hand” of the policy.",
    )
    assert checked(root, replace(POLICY, by_hand={"library": ("MIT", "its LICENSE file")})) == IN_ORDER
    assert checked(root, replace(POLICY, by_hand={"library": ("EUPL-1.2", "its LICENSE file")})).broken == (
        "library is under EUPL-1.2, which the policy does not allow.",
    )


def test_a_person_who_reads_on_is_believed_rather_than_the_package(root: Path) -> None:
    policy = replace(POLICY, by_hand={"checker": ("MIT AND GPL-2.0-only", "what its wheel carries")})
    assert checked(root, policy).broken == (
        "checker is under MIT AND GPL-2.0-only, which the policy does not allow.",
    )


def test_an_exception_is_for_one_package_and_one_licence(root: Path) -> None:
    policy = replace(POLICY, exceptions={"checker": ("GPL-3.0-or-later", "a tool")})
    install(root, "checker", "2026.11.15", {"License-Expression": "GPL-3.0-or-later"})
    assert checked(root, policy) == IN_ORDER
    install(root, "checker", "2026.11.15", {"License-Expression": "AGPL-3.0-only"})
    assert checked(root, policy).broken == (
        "checker is under AGPL-3.0-only, which the policy does not allow.",
    )
    install(root, "checker", "2026.11.15", {"License-Expression": "GPL-3.0-or-later"})
    install(root, "library", "1.2.0", {"License-Expression": "GPL-3.0-or-later"})
    assert checked(root, policy).broken == (
        "library is under GPL-3.0-or-later, which the policy does not allow.",
    )


def test_lines_of_the_policy_that_nobody_needs(root: Path) -> None:
    policy = replace(
        POLICY,
        by_hand={"checker": ("MIT", "its LICENSE file"), "gone": ("MIT", "its LICENSE file")},
        exceptions={"framework": ("BSD-3-Clause", "we like it"), "lost": ("AGPL-3.0-only", "a tool")},
    )
    assert checked(root, policy).broken == (
        "checker itself says MIT: take it out of “by_hand” in the policy.",
        "framework is under BSD-3-Clause, which is allowed: take it out of “exceptions” in the policy.",
        "gone is in no lock any more: take it out of “by_hand” in the policy.",
        "lost is in no lock any more: take it out of “exceptions” in the policy.",
    )


def test_a_package_for_another_system_is_read_by_a_person_on_every_system(root: Path) -> None:
    lock(root, "colours", ELSEWHERE)
    assert checked(root).broken == (
        "colours is not for this machine: read its licence, and write it into “by_hand” of the policy.",
    )
    policy = replace(POLICY, by_hand={"colours": ("MIT", "its LICENSE file")})
    assert checked(root, policy).broken == ()
    install(root, "colours", "1.0", {"License-Expression": "MIT"})
    assert checked(root, policy).broken == ()


def test_a_package_that_is_not_installed(root: Path) -> None:
    lock(root, "forgotten", "1.0")
    assert checked(root).broken == (
        "forgotten is not installed: read its licence, and write it into “by_hand” of the policy.",
    )


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT OR Apache-2.0"), ("License", "BSD-3-Clause"), ("Classifier", BSD)], "MIT OR Apache-2.0"),
        ([("License", "BSD-3-Clause"), ("Classifier", BSD)], "BSD-3-Clause"),
        ([("License", "The text of\n a licence"), ("Classifier", MIT)], "MIT"),
        ([("License", "BSD"), ("Classifier", BSD), ("Classifier", "Topic :: Text")], "BSD"),
        ([("Classifier", MIT), ("Classifier", BSD)], ""),
        ([("Classifier", MIT), ("Classifier", "License :: Other/Proprietary License")], ""),
        ([("Classifier", "License :: OSI Approved :: GNU General Public License (GPL)")], ""),
        ([("License", "LGPL")], ""),
        ([], ""),
    ],
)  # fmt: skip
def test_where_a_package_says_its_licence(fields: list[tuple[str, str]], licence: str) -> None:
    metadata = Message()
    for name, words in fields:
        metadata[name] = words
    assert stated_licence(metadata) == licence  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("mit", True),
        ("GPL-2.0-only", False),
        ("MIT AND MPL-2.0", True),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND (GPL-2.0-only OR MPL-2.0)", True),
        ("MIT OR MPL-2.0 AND GPL-2.0-only", True),
        ("(MIT OR MPL-2.0) AND GPL-2.0-only", False),
        ("MIT WITH GCC-exception-3.1", False),
    ],
)
def test_expressions(expression: str, *, allowed: bool) -> None:
    assert is_allowed(expression, frozenset({"MIT", "MPL-2.0"})) is allowed


def test_the_page_follows_the_locks_and_the_policy_and_keeps_all_else(root: Path) -> None:
    def licensed(policy: Policy) -> Report:
        return page.check(root, read_licences(read_locks(root), policy, [str(installed(root))]), policy)

    stale = Report(broken=("docs/dependencies.md is not up to date: run `make dependencies`.",))
    assert licensed(POLICY) == stale
    page.write(root, read_licences(read_locks(root), POLICY, [str(installed(root))]), POLICY)
    assert licensed(POLICY) == Report()
    text = (root / PAGE).read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    running, development = text.split("## What runs the site")[1].split("## What tests")
    assert "| library | MPL-2.0 OR GPL-2.0-only | framework |\n" in running
    assert "| checker | MIT | requirements-dev.in |\n" in development
    assert "checker" not in running
    assert "| MPL-2.0 | covers its own files |\n" in text

    assert licensed(replace(POLICY, unusual={"MPL-2.0": "another reason"})) == stale
    install(root, "checker", "2026.11.15", {"License-Expression": "BSD-3-Clause"})
    assert licensed(POLICY) == stale
    install(root, "checker", "2026.11.15", {"License-Expression": "MIT"})
    assert licensed(POLICY) == Report()
    lock(root, "colours", ELSEWHERE)
    assert licensed(POLICY) == stale


def test_a_page_without_its_marks_is_refused(root: Path) -> None:
    (root / PAGE).write_text("No tables here.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has lost the marks"):
        page.write(root, [], POLICY)
