"""eocdesk open and bench: the only commands that bring the screen in."""

from __future__ import annotations

import argparse
from pathlib import Path

from eocdesk.cli.arguments import Misuse
from eocdesk.desk import ahead
from eocdesk.desk.paths import data_folder


def open_desk(asked: argparse.Namespace) -> int:
    """Open the window, or draw it into a picture."""
    ahead.load()
    from eocdesk.ui import app  # noqa: PLC0415  the screen is loaded by those who want it

    picture = Path(asked.picture).absolute() if asked.picture else None
    width, _, height = asked.size.partition("x")
    if not all(side.isdecimal() and int(side) > 0 for side in (width, height)):
        raise Misuse(f"“{asked.size}” is no size. Use 1920x1080")
    return app.run(data_folder(asked.data), picture, size=(int(width), int(height)), pane=asked.pane, theme=asked.theme)


def bench(asked: argparse.Namespace) -> int:
    """Measure against the budgets."""
    from eocdesk.ui.bench import runner  # noqa: PLC0415  likewise

    if asked.name is not None and asked.name not in runner.MEASURES:
        raise Misuse(f"There is no measure “{asked.name}”. There are {', '.join(runner.MEASURES)}.")
    return runner.run(asked.name, as_json=asked.json)
