"""A disk that is full: in this process no file grows further than it may, by the system's own limit."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def full_disk(room: int = 0) -> Iterator[None]:
    """Whatever is written past so many bytes of a file is refused by the system, as it is on a disk without room."""
    if sys.platform == "win32":
        raise NotImplementedError("Windows has no file size limits.")
    import resource  # noqa: PLC0415  Windows has none

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
