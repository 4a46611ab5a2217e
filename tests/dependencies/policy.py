"""Which licences we build on, and why; what was read by a person where a package itself does not say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """Licences by their names at https://spdx.org/licenses/, each unusual one with its reason."""

    #: They ask for their text to be kept, and for no more.
    usual: frozenset[str]
    #: They ask for more, and may be used all the same: licence to reason.
    unusual: Mapping[str, str] = field(default_factory=dict)
    #: Package to its licence as a person read it, and where it was read.
    by_hand: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: Package to the licence that is allowed for it alone, and why.
    exceptions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: Name of a known vulnerability to the reason why it does not hold us up.
    vulnerabilities: Mapping[str, str] = field(default_factory=dict)


POLICY = Policy(
    usual=frozenset(
        (
            "0BSD",
            "Apache-2.0",
            "BSD",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "ISC",
            "MIT",
            "MIT-0",
            "MIT-CMU",
            "PSF-2.0",
        )
    ),
    unusual={
        "Artistic-1.0-Perl": "asks that changed copies be marked, and we change nothing",
        "CNRI-Python": "of Python 1.6, from which one file comes; asks for its text to be kept",
        "LGPL-2.1-or-later": "a library that is imported as it is, and that anybody can exchange",
        "LGPL-3.0-only": "a library that is imported as it is, and that anybody can exchange",
        "LGPL-3.0-or-later": "a library that is imported as it is, and that anybody can exchange",
        "MPL-2.0": "covers the package’s own files alone, and we change none of them",
        "ZPL-2.1": "asks that its text be kept, its names be left alone, and changed copies be marked; we change nothing",
    },
    by_hand={
        "axe-playwright-python": (
            "MIT AND MPL-2.0",
            "its LICENSE file; it carries axe-core, which is under MPL 2.0",
        ),
        "brotlicffi": ("MIT", "its LICENSE file; for interpreters other than CPython"),
        "colorama": ("BSD-3-Clause", "its LICENSE.txt; for Windows"),
        "fido2": (
            "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
            "its COPYING files; the list of public suffixes that it carries is under MPL 2.0",
        ),
        "pillow-heif": (
            "BSD-3-Clause AND LGPL-3.0-only AND GPL-2.0-only",
            "LICENSES_bundled.txt of its wheels: they carry libheif, libde265 and x265",
        ),
        "pypdfium2": (
            "BSD-3-Clause AND Apache-2.0",
            "its LICENSES folder; its wheels carry PDFium, whose own libraries ask for their text to be kept (BUILD_LICENSES)",
        ),
        "pyphen": ("GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1", "its LICENSE file"),
        "python-stdnum": ("LGPL-2.1-or-later", "its description"),
        "qrcode": ("BSD-3-Clause AND MIT", "its LICENSE file; it began as a port under MIT"),
        "text-unidecode": ("Artistic-1.0-Perl OR GPL-2.0-or-later", "its description"),
        "waitress": ("ZPL-2.1", "its LICENSE.txt, and its classifier"),
    },
    exceptions={
        "djlint": ("GPL-3.0-or-later", "a tool that checks templates; nothing of it is part of the site"),
        "pillow-heif": (
            "BSD-3-Clause AND LGPL-3.0-only AND GPL-2.0-only",
            "opens photographs of telephones for Wagtail; whoever installs the site fetches it from its authors, and we "
            "pass no copy on: packages of the site must not hold this wheel",
        ),
    },
)
