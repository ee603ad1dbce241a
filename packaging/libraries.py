"""What the system must bring on Linux: Qt's libraries, PostgreSQL for tests; installed when we may, else named."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from stop import Stop

# Found one by one in an empty Debian; the wheels bring everything else.
WIDGETS = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "fonts-dejavu-core",
    "fonts-droid-fallback",  # Chinese and Japanese, on paper and on the screen
    "fonts-nanum",  # Korean
)
SCREEN = (
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-util1",
    "libxcb-xkb1",
    "libxcb-randr0",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
    "libwayland-cursor0",
    "libwayland-egl1",
)
WEB_ENGINE = (
    "libnss3",
    "libasound2",
    "libxcomposite1",
    "libxdamage1",
    "libxfixes3",
    "libxrandr2",
    "libxtst6",
    "libxkbfile1",
    "libgbm1",
    "libgssapi-krb5-2",
    "libdrm2",
    "libxcb-dri3-0",
)
SOUND = ("libpulse0",)
PRINT = ("libcups2",)
ALL = (*WIDGETS, *SCREEN, *WEB_ENGINE, *SOUND, *PRINT)
# Debian 13 and Ubuntu 24.04 count time in 64 bits and renamed these; their glibc is the first at 2.39 or above.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libasound2": "libasound2t64", "libcups2": "libcups2t64"}
RENAMED_FROM = (2, 39)
# The hub's tests start a server of their own; a desk needs none.
SERVER = "postgresql"
SERVERS = Path("/usr/lib/postgresql")
WHEELS_FROM = (2, 34)


def ensure() -> None:
    """Everything is there afterwards, or Stop with the exact command that puts it there."""
    if not sys.platform.startswith("linux"):
        return
    glibc = glibc_version(platform.libc_ver())
    if glibc < WHEELS_FROM:
        raise Stop("Qt's packages need glibc 2.34 or newer: Debian 12, Ubuntu 22.04, Fedora 35, RHEL 9 or later.")
    if not shutil.which("dpkg-query"):
        say_what_is_needed()
        return
    absent = missing(wanted(glibc), installed())
    if not absent:
        return
    if os.geteuid() != 0:
        raise Stop("Some system libraries are missing. Install them with this, then start again:\n\n" + spell(absent))
    install(absent)


def ensure_server() -> None:
    """PostgreSQL's programs are there afterwards, or Stop with the command that puts them there."""
    if not sys.platform.startswith("linux") or shutil.which("postgres") or any(SERVERS.glob("*/bin/postgres")):
        return
    if not shutil.which("dpkg-query"):
        print("eocdesk: the hub's tests need PostgreSQL's server; its program “postgres” is not here.", flush=True)
        return
    if os.geteuid() != 0:
        raise Stop("The hub's tests need PostgreSQL. Install it with this, then start again:\n\n" + spell((SERVER,)))
    install((SERVER,))


def glibc_version(told: tuple[str, str]) -> tuple[int, ...]:
    """(2, 36) of platform.libc_ver(); a system without glibc counts as too old."""
    name, version = told
    return tuple(int(part) for part in version.split(".")[:2]) if name == "glibc" else (0, 0)


def wanted(glibc: tuple[int, ...]) -> tuple[str, ...]:
    """The packages by the names they have on this release."""
    renamed = RENAMED if glibc >= RENAMED_FROM else {}
    return (*(renamed.get(name, name) for name in ALL), *python_parts())


def python_parts() -> tuple[str, ...]:
    """Debian keeps the part of Python that makes virtual environments in a package of its own."""
    if importlib.util.find_spec("ensurepip") is not None:
        return ()
    return (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",)


def installed() -> frozenset[str]:
    """The names of every package that dpkg holds as installed, whatever its architecture."""
    form = "${db:Status-Status} ${Package}\n"
    told = subprocess.run(["dpkg-query", "-W", "-f", form], capture_output=True, text=True, check=True).stdout
    rows = (line.split(" ", 1) for line in told.splitlines())
    return frozenset(name for status, name in rows if status == "installed")


def missing(names: tuple[str, ...], there: frozenset[str]) -> tuple[str, ...]:
    """What is asked for and not there, in the order asked."""
    return tuple(name for name in names if name not in there)


def spell(names: tuple[str, ...]) -> str:
    """The command a person types."""
    return "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends " + " ".join(names)


def install(names: tuple[str, ...]) -> None:
    """With apt, as root; Stop where apt cannot."""
    print(f"eocdesk: installing {len(names)} system packages with apt", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *names]):
        done = subprocess.run([*apt, *step], env=quiet, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            raise Stop("apt could not install the system libraries; what it said stands above.\n\n" + spell(names))


def say_what_is_needed() -> None:
    """Neither Debian nor Ubuntu: the person knows the names there."""
    print(f"eocdesk: this is neither Debian nor Ubuntu; Qt needs what they call {', '.join(ALL)}.", flush=True)
