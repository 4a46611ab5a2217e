"""The configuration of docs/deploy/, so that it works on this machine without a certificate."""

from __future__ import annotations

import re
from pathlib import Path

from tests.setting_up.site import ROOT, free_port

SHIPPED = ROOT / "docs" / "deploy" / "nginx.conf"


def for_a_test(folder: Path, port: int, site: int, *, public: Path | None = None) -> Path:
    """The path of a file for nginx: it listens on `port`, the site answers on the port `site`, and `public` has its files."""
    ours = SHIPPED.read_text()
    ours = re.sub(r"\n *(listen \[|ssl_certificate).*", "", ours)
    ours = ours.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    ours = ours.replace("127.0.0.1:8000", f"127.0.0.1:{site}")
    ours = ours.replace("/srv/backcare-public", str(public or folder / "public"))
    ours = ours.replace("/var/log/nginx/", f"{folder}/")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if Path.home() == Path("/root") else ""
    path = folder / "nginx.conf"
    path.write_text(
        f"{user}daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 2;\nevents {{}}\n"
        # As Debian's own nginx.conf has it, which includes ours.
        f"http {{ access_log off; sendfile on; tcp_nopush on; include /etc/nginx/mime.types; default_type application/octet-stream;\n"
        f"{temporary}{ours} }}\n"
    )
    return path
