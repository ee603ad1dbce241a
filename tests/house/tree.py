"""What the house tests look at: the modules on disk, and the files that travel with a clone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAKEN = {".venv", ".git", "out", "dist", "build", "_vendor", "_resources", "node_modules", "__pycache__"}


def modules(*folders: str) -> list[Path]:
    """Every Python module of these folders, in order."""
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in paths if not TAKEN & {*path.parts})


def tracked() -> list[Path]:
    """Every file under version control; in an unpacked archive, every file that is no product of a build."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        paths = [ROOT / line for line in told.split("\0") if line]
    else:
        paths = [path for path in ROOT.rglob("*") if not TAKEN & {*path.relative_to(ROOT).parts}]
    return sorted(path for path in paths if path.is_file())
