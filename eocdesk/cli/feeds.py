"""eocdesk feed list, poll, read."""

from __future__ import annotations

import argparse
import asyncio
from dataclasses import asdict
from pathlib import Path

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import at_desk, event, misuse, put_json
from eocdesk.desk import feed_asking, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import Took
from eocdesk.models import Event, Refused, clock


def listed(asked: argparse.Namespace) -> int:
    """Each feed and how old what it said is."""
    with at_desk(asked) as desk:
        found = feeding.ages(desk, _event(desk, asked).id)
    if asked.json:
        put_json([one._asdict() for one in found])
        return 0
    for one in found:
        good = "never" if one.last_good is None else clock.iso(one.last_good)
        print(f"{one.name}  {one.title}  last good {good}{f'  {one.sentence}' if one.sentence else ''}")
    return 0


def read(asked: argparse.Namespace) -> int:
    """Take in a saved answer: 0 it was read, 1 rows of it were refused."""
    with misuse():
        feed = feeding.feed_of(asked.name)
    data = _bytes(Path(asked.file), feed.longest)
    with at_desk(asked) as desk:
        took = feeding.take(desk, _event(desk, asked), feed, data)
    return _say([took], json=asked.json)


def poll(asked: argparse.Namespace) -> int:
    """Ask one feed, or all, now."""
    with misuse():
        feeds = [feeding.feed_of(asked.name)] if asked.name else list(feeding.known())
    with at_desk(asked) as desk:
        if desk.exercise and not asked.in_exercise:
            raise Refused("An exercise desk asks no real feed. Say --in-exercise if it is to, this once.")
        opened = _event(desk, asked)
        took = [asyncio.run(feed_asking.poll(desk, opened, feed)) for feed in feeds]
    return _say(took, json=asked.json)


def _event(desk: Desk, asked: argparse.Namespace) -> Event:
    if asked.event:
        return event(desk, asked)
    if desk.event is None:
        raise Misuse("There is no event on this desk yet. Add one with “eocdesk event add”")
    return desk.event


def _bytes(path: Path, longest: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(longest + 1)
    except OSError as error:
        raise Misuse(f"{path} cannot be read ({error.strerror})") from error
    if len(data) > longest:
        raise Refused(f"{path.name} is longer than {longest:,} bytes. Nothing of it was read.")
    return data


def _say(took: list[Took], *, json: bool) -> int:
    if json:
        put_json([asdict(one) for one in took])
    else:
        for one in took:
            print(f"{one.name}: {one.sentence} {one.changed:,} records changed.")
            for at, reason in one.refused:
                print(f"  refused {at}: {reason}")
            for warning in one.warnings:
                print(f"  {warning}")
    return 0 if all(one.ok and not one.refused for one in took) else 1
