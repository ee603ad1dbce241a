"""eocdesk exercise."""

from __future__ import annotations

import argparse
import json

from eocdesk.cli.desks import at_desk, put_json, who
from eocdesk.commands.exercise import MakeExercise
from eocdesk.desk import exercise as exercises
from eocdesk.desk.paths import data_folder
from eocdesk.models import clock
from eocdesk.models.resources import resource


def exercise(asked: argparse.Namespace) -> int:
    """Make the data folder an exercise desk; done before, it stays as it is."""
    folder = data_folder(asked.data)
    exercises.mark(folder)
    with at_desk(asked) as desk:
        if desk.event is None:
            data = {path.stem: json.loads(path.read_text("utf-8")) for path in resource("exercise").glob("*.json")}
            made = desk.do_now(MakeExercise(data, clock.now()), who=who(desk)).value
            desk.open_event(made)
        code = desk.event.code if desk.event else ""
    if asked.json:
        put_json({"data": str(folder), "event": code})
    else:
        print(f"{folder} is an exercise desk on {code}. Open it with: eocdesk --data {folder}")
    return 0
