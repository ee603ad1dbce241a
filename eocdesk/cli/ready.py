"""eocdesk ready."""

from __future__ import annotations

import argparse

from eocdesk.cli.desks import at_desk, put_json
from eocdesk.desk import ready as checking
from eocdesk.desk.ready import State
from eocdesk.models import clock
from eocdesk.store.queries import titles


def ready(asked: argparse.Namespace) -> int:
    """Say whether this desk may leave; 1 where something has to be put right first."""
    with at_desk(asked) as desk:
        checking.ask_hub_now(desk, clock.now())
        now = clock.now()
        found = checking.look(desk, now)
        verdict = checking.verdict(found)
        zone = desk.event.zone if desk.event is not None else "UTC"
        when = f"{titles.said(clock.at(now, zone).replace(second=0))} {zone}"
        text = checking.as_text(found, desk, when)
        code = desk.code
    if asked.json:
        checks = [{"name": one.name, "state": str(one.state), "sentence": one.sentence} for one in found]
        words = {"desk": code, "at": clock.iso(now), "ready": verdict.state is not State.FAIL}
        put_json({**words, "sentence": verdict.sentence, "checks": checks})
    else:
        print(text, end="")
    return 1 if verdict.state is State.FAIL else 0
