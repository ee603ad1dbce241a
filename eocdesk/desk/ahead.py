"""What a start loads before the screen: once Qt is there, it reads the source of every module loaded after it."""

from __future__ import annotations

import gc
from importlib import import_module

NEW_OBJECTS = 50_000
MODULES = (
    "asyncio",
    "numpy",
    "eocdesk.desk.desk",
    "eocdesk.store.queries.listing",
    "eocdesk.store.queries.entries",
    "eocdesk.store.queries.figures",
)
PAPER = ("eocdesk.desk.papers", "eocdesk.desk.exporting", "eocdesk.desk.approving")
"""Two hundred modules: the first paper would stop the screen a fifth of a second."""


def calm() -> None:
    """Look for garbage after 50,000 new objects, not 700: modules are none, and looking costs a sixth of the start."""
    gc.set_threshold(NEW_OBJECTS, 20, 50)


def load() -> None:
    """Load what needs no screen."""
    for module in MODULES:
        import_module(module)


def load_paper() -> None:
    """Load what draws paper, in another thread than the screen's, once the window stands."""
    for module in PAPER:
        import_module(module)
