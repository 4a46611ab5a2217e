"""The configuration of docs/deploy/, so that it works on this machine without a certificate."""

from __future__ import annotations

import re
from pathlib import Path

from tests.setting_up.site import ROOT, free_port


def for_a_test(folder: Path, port: int, site: int) -> Path:
    """The path of a file for nginx: it listens on `port`, and the site answers on the port `site`."""
    ours = (ROOT / "docs" / "deploy" / "nginx.conf").read_text()
    ours = re.sub(r"\n *(listen \[|ssl_certificate).*", "", ours)
    ours = ours.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    ours = ours.replace("127.0.0.1:8000", f"127.0.0.1:{site}")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if Path.home() == Path("/root") else ""
    path = folder / "nginx.conf"
    path.write_text(
        f"{user}daemon off; pid {folder}/pid; error_log {folder}/errors;\nevents {{}}\n"
        f"http {{ access_log off;\n{temporary}{ours} }}\n"
    )
    return path
