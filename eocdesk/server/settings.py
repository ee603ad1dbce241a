"""What a hub is told when it is started."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from eocdesk.models import Refused

HOST, PORT = "127.0.0.1", 8460


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked by `sound`."""

    folder: Path
    database: str | None = None
    """`postgresql://...`; None: an encrypted file in the folder."""
    host: str = HOST
    port: int = PORT
    certificate: Path | None = None
    key: Path | None = None
    tls: bool = False
    """TLS on loopback too; elsewhere it is always on."""
    name: str = ""
    files: Path | None = None
    """Where attachments lie; None: in the folder. Processes of one hub share it."""
    quota_gb: int = 100
    metrics_open: bool = False
    """Whether anybody may read /metrics, not only who shows the word kept in the folder."""
    verbose: bool = False
    feeds: str | None = None
    """The code of the event whose feeds are asked here for all desks; empty: the first there is; None: no feeds."""
    restored: bool = False
    """Whether the database was put back to an older state: to be said once, at the first start since."""

    @property
    def encrypted(self) -> bool:
        """Whether it serves with TLS: always where another machine could listen in."""
        return self.tls or self.certificate is not None or not is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether this address or name is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def sound(settings: Settings) -> Settings:
    """The settings; Refused where they cannot be meant."""
    if (settings.certificate is None) != (settings.key is None):
        raise Refused("A certificate and its key go together: give both --certificate and --key, or neither.")
    if not 0 <= settings.port <= 65535:  # noqa: PLR2004  as many ports as there are
        raise Refused(f"{settings.port} is no port. Use a number from 1 to 65535.")
    if settings.quota_gb < 0:
        raise Refused(f"{settings.quota_gb} GB is no room. Use 0 for no attachments, or more.")
    return settings
