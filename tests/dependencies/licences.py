"""What a package says about its licence, and whether that is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, distributions
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing
from packaging.utils import canonicalize_name

from .locks import Package
from .policy import Policy
from .report import Report

SPDX = get_spdx_licensing()
# The names in https://pypi.org/classifiers/ that leave no doubt, as https://spdx.org/licenses/ calls them. “BSD” does not
# say with how many clauses, but either is allowed.
CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True)
class Licensed:
    """A package with its licence as an SPDX expression, or with the sentence why that is not known."""

    package: Package
    licence: str = ""
    unknown: str = ""


def stated_licence(metadata: PackageMetadata) -> str:
    """What a package itself says: by PEP 639, else by an SPDX name, else by one clear classifier; empty if it does not."""
    expressions = metadata.get_all("License-Expression", [])
    named = [words for words in metadata.get_all("License", []) if words in SPDX.known_symbols]
    classifiers = [words for words in metadata.get_all("Classifier", []) if words.startswith("License :: ")]
    clear = [CLASSIFIERS[words] for words in classifiers if words in CLASSIFIERS and len(classifiers) == 1]
    return next(iter([*expressions, *named, *clear]), "")


def read_licences(packages: Sequence[Package], policy: Policy, paths: Sequence[str]) -> list[Licensed]:
    """The licence of each package, by what a person read before what the package installed in `paths` says."""
    installed: dict[str, PackageMetadata] = {
        canonicalize_name(found.name): found.metadata for found in distributions(path=list(paths))
    }
    return [_read(package, installed.get(package.name), policy) for package in packages]


def check(licensed: Sequence[Licensed], policy: Policy) -> Report:
    """Every licence is known and allowed, and no line of the policy has outlived its package."""
    broken = [sentence for each in licensed if (sentence := each.unknown or _refused(each, policy))]
    names = {each.package.name for each in licensed}
    for what in ("by_hand", "exceptions"):
        gone = sorted(set(getattr(policy, what)) - names)
        broken += [f"{name} is in no lock any more: take it out of “{what}” in the policy." for name in gone]
    if broken:
        return Report(broken=tuple(broken))
    running = sum(each.package.runs_the_site for each in licensed)
    return Report(
        told=(f"Licences: {len(licensed)} packages, {running} of them run the site; all are allowed.",)
    )


def is_allowed(expression: str, allowed: frozenset[str]) -> bool:
    """Whether somebody may choose only what is allowed: all of “AND”, one of “OR”."""
    return bool(_holds(SPDX.parse(expression), allowed))


def _read(package: Package, metadata: PackageMetadata | None, policy: Policy) -> Licensed:
    stated = stated_licence(metadata) if metadata else ""
    if package.name not in policy.by_hand:
        return Licensed(package, stated, "" if stated else _why_unknown(package, metadata))
    licence, _ = policy.by_hand[package.name]
    superfluous = f"{package.name} itself says {licence}: take it out of “by_hand” in the policy."
    # One that is not for every machine may be there today, and its licence has to be known on all.
    return Licensed(package, licence, superfluous if stated == licence and _is_for_all(package) else "")


def _why_unknown(package: Package, metadata: PackageMetadata | None) -> str:
    if metadata:
        why = "does not say its licence clearly"
    elif package.is_for_here:
        why = "is not installed"
    else:
        why = "is not for this machine"
    return f"{package.name} {why}: read its licence, and write it into “by_hand” of the policy."


def _is_for_all(package: Package) -> bool:
    return any(pin.marker is None for pin in package.pins)


def _refused(licensed: Licensed, policy: Policy) -> str:
    name, licence = licensed.package.name, licensed.licence
    try:
        allowed = is_allowed(licence, policy.usual | frozenset(policy.unusual))
    except ExpressionError:
        return f"{name} calls its licence “{licence}”, which is no SPDX expression."
    exception, _ = policy.exceptions.get(name, ("", ""))
    if allowed and exception:
        return f"{name} is under {licence}, which is allowed: take it out of “exceptions” in the policy."
    if allowed or licence == exception:
        return ""
    return f"{name} is under {licence}, which the policy does not allow."


def _holds(expression: Any, allowed: frozenset[str]) -> bool:
    if isinstance(expression, SPDX.AND):
        return all(_holds(part, allowed) for part in expression.args)
    if isinstance(expression, SPDX.OR):
        return any(_holds(part, allowed) for part in expression.args)
    return str(expression) in allowed
