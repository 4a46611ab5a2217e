"""Known vulnerabilities of the locked versions, by pip-audit, where the service that knows them can be reached."""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from .asking import NoAnswer, ask, reason_of
from .locks import Package
from .report import Report

PIP_AUDIT = (sys.executable, "-m", "pip_audit")
# pip-audit asks for one package after the other, so two of it share the work.
AT_ONCE = 2
NOT_LOOKED_UP = "Known vulnerabilities could not be looked up"


@dataclass(frozen=True)
class Answer:
    """What came of one pip-audit: its entry for each package, and those for which it had none, with the reason."""

    entries: tuple[dict[str, Any], ...] = ()
    silent: tuple[tuple[str, str], ...] = ()


def look_up(
    packages: Sequence[Package], accepted: Mapping[str, str], program: Sequence[str], seconds: float
) -> Report:
    """A known vulnerability is broken unless it is accepted by its name; a service that says nothing is only told."""
    pins = [pin for package in packages for pin in package.pins]
    # Two pins of one package are neighbours, and pip-audit takes one of each.
    shares = [pins[start::AT_ONCE] for start in range(min(AT_ONCE, len(pins)))]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda share: _ask(share, program, seconds), shares))
    entries = [entry for answer in answers for entry in answer.entries]
    silent = [pair for answer in answers for pair in answer.silent]
    found = [(entry, vulnerability) for entry in entries for vulnerability in entry["vulns"]]
    report = _reach(entries, silent, clean=not found)
    for entry, vulnerability in found:
        report += _judged(entry, vulnerability, accepted)
    seen = {name for _, vulnerability in found for name in _names(vulnerability)}
    return report if silent else report + _outlived(accepted, seen)


def _ask(pins: Sequence[Requirement], program: Sequence[str], seconds: float) -> Answer:
    with tempfile.TemporaryDirectory(prefix="backcare-audit-") as folder:
        asked = Path(folder) / "asked.txt"
        asked.write_text("".join(f"{pin.name}{pin.specifier}\n" for pin in pins), encoding="utf-8")
        options = ["--requirement", str(asked), "--no-deps", "--disable-pip"]
        options += ["--format", "json", "--progress-spinner", "off"]
        try:
            done = ask([*program, *options], Path(folder), seconds)
            dependencies = json.loads(done.stdout)["dependencies"]
        except NoAnswer as silence:
            return Answer(silent=tuple((pin.name, str(silence)) for pin in pins))
        except (ValueError, KeyError, TypeError):
            return Answer(silent=tuple((pin.name, reason_of(done)) for pin in pins))
    unknown = "the service has no entry"
    return Answer(
        tuple(entry for entry in dependencies if "vulns" in entry),
        tuple((entry["name"], unknown) for entry in dependencies if "vulns" not in entry),
    )


def _judged(entry: dict[str, Any], vulnerability: dict[str, Any], accepted: Mapping[str, str]) -> Report:
    names = _names(vulnerability)
    mended = ", ".join(vulnerability.get("fix_versions", ())) or "no release yet"
    sentence = f"{entry['name']} {entry['version']} has a known vulnerability, {' = '.join(names)}, mended in {mended}"
    reason = next((accepted[name] for name in names if name in accepted), None)
    if reason is None:
        return Report(broken=(f"{sentence}.",))
    return Report(told=(f"{sentence}. It is accepted: {reason}.",))


def _names(vulnerability: dict[str, Any]) -> list[str]:
    return [vulnerability["id"], *vulnerability.get("aliases", ())]


def _outlived(accepted: Mapping[str, str], seen: set[str]) -> Report:
    return Report(
        told=tuple(
            f"No locked version has {name} any more: take it out of “vulnerabilities” in the policy."
            for name in sorted(set(accepted) - seen)
        )
    )


def _reach(entries: list[dict[str, Any]], silent: list[tuple[str, str]], *, clean: bool) -> Report:
    """How far the answer goes: never “none” for a package that nobody has looked up."""
    if not entries and not silent:
        return Report()
    reasons = "; ".join(sorted({reason for _, reason in silent}))
    if not entries:
        return Report(told=(f"{NOT_LOOKED_UP} for any package: {reasons}.",))
    told = [f"Known vulnerabilities: none in {len(entries)} locked versions."] if clean else []
    if silent:
        names = ", ".join(sorted(name for name, _ in silent))
        told.append(f"{NOT_LOOKED_UP} for {names}: {reasons}.")
    return Report(told=tuple(told))
