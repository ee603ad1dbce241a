"""Where a copy stands: on which machine, in which folder. Elsewhere it is another copy and signs as another device."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

_NOTES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def place_of(folder: Path) -> str:
    """A name for the machine and the folder together; it says nothing of either."""
    return hashlib.sha256(f"{machine()}\0{folder.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()[:32]


def machine() -> str:
    """What the system calls this machine; empty where it does not say."""
    for note in _NOTES:
        try:
            return note.read_text("ascii").strip()
        except (OSError, ValueError):
            continue
    return _registered()


def _registered() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415  Windows alone has it

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
    return ""
