"""Everything that is checked about what the locks hold."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import licences, page, patch_releases, vulnerabilities
from .locks import read_locks
from .policy import POLICY, Policy
from .report import Report


@dataclass(frozen=True)
class Checks:
    """What is checked by what; a service that has not answered after `seconds` counts as silent."""

    root: Path
    policy: Policy = POLICY
    installed_in: Sequence[str] = tuple(sys.path)
    pip_audit: Sequence[str] = vulnerabilities.PIP_AUDIT
    uv: Sequence[str] = patch_releases.UV
    seconds: float = 20

    def run(self) -> Report:
        """All of them; both services are asked at the same time."""
        packages = read_locks(self.root)
        with ThreadPoolExecutor(2) as pool:
            known = pool.submit(
                vulnerabilities.look_up, packages, self.policy.vulnerabilities, self.pip_audit, self.seconds
            )
            newer = pool.submit(patch_releases.look_up, self.root, packages, self.uv, self.seconds)
            licensed = licences.read_licences(packages, self.policy, self.installed_in)
            report = licences.check(licensed, self.policy) + page.check(self.root, licensed, self.policy)
            return report + known.result() + newer.result()

    def write_page(self) -> None:
        """Write `docs/dependencies.md` anew."""
        licensed = licences.read_licences(read_locks(self.root), self.policy, self.installed_in)
        page.write(self.root, licensed, self.policy)
