"""What a verb is: data that knows what it is called and how to be done."""

from __future__ import annotations

from eocdesk.store.work import Who, Work
from eocdesk.store.writer import Command

__all__ = ["Command", "Who", "Work"]
