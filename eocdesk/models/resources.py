"""Where the files that are not code lie: in the installed package, or in the checkout it runs from."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """The path of a file or folder of `resources/`; it is not looked for, so it may be absent.

    Raises ValueError when the parts lead out of `resources/`.
    """
    packed = _PACKAGE / "_resources"  # there in a wheel; an editable install reads the checkout's own folder
    return _inside(packed if packed.is_dir() else _PACKAGE.parent / "resources", parts)


def vendor(*parts: str) -> Path:
    """The path of a file or folder that the build took from others' packages; it may be absent.

    Raises ValueError when the parts lead out of `_vendor/`.
    """
    return _inside(_PACKAGE / "_vendor", parts)


def _inside(root: Path, parts: tuple[str, ...]) -> Path:
    path = root.joinpath(*parts)
    if ".." in path.parts or not path.is_relative_to(root):
        raise ValueError(f"{'/'.join(parts)} leads out of {root.name}")
    return path
