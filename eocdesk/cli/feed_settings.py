"""eocdesk feed on, off, every, add, remove, key: what this machine asks the outside."""

from __future__ import annotations

import argparse
import sys

from eocdesk.cli.desks import at_desk, misuse
from eocdesk.desk import feed_keys, feed_rules, feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.settings import FEEDS_ALWAYS, FEEDS_OFF, FEEDS_ON
from eocdesk.feeds import Feed


def on(asked: argparse.Namespace) -> int:
    """Ask one feed too, or ask feeds at all."""
    with at_desk(asked) as desk:
        if asked.name:
            feed_rules.switch(desk, _feed(asked), on=True)
        else:
            desk.settings.set("feeds", FEEDS_ALWAYS if asked.in_exercise else FEEDS_ON)
        return _stand(desk)


def off(asked: argparse.Namespace) -> int:
    """Leave one feed out, or ask none."""
    with at_desk(asked) as desk:
        if asked.name:
            feed_rules.switch(desk, _feed(asked), on=False)
        else:
            desk.settings.set("feeds", FEEDS_OFF)
        return _stand(desk)


def every(asked: argparse.Namespace) -> int:
    """Ask a feed in another rhythm."""
    with at_desk(asked) as desk:
        feed_rules.pace(desk, _feed(asked), asked.minutes)
        return _stand(desk)


def add(asked: argparse.Namespace) -> int:
    """Ask a feed at one more address."""
    with at_desk(asked) as desk:
        feed_rules.add_address(desk, _feed(asked), asked.address, asked.marking or "")
        return _stand(desk)


def remove(asked: argparse.Namespace) -> int:
    """Ask a feed there no more."""
    with at_desk(asked) as desk:
        feed_rules.remove_address(desk, _feed(asked), asked.address)
        return _stand(desk)


def state(asked: argparse.Namespace) -> int:
    """Ask for the warnings of a state."""
    with at_desk(asked) as desk:
        feed_rules.ask_for(desk, asked.state or "")
        return _stand(desk)


def contact(asked: argparse.Namespace) -> int:
    """Tell sources how whoever runs this desk is reached."""
    with at_desk(asked) as desk:
        desk.settings.set("feed_contact", (asked.contact or "").strip())
        return _stand(desk)


def key(asked: argparse.Namespace) -> int:
    """Keep the key of a feed, read from where others on this machine do not see it."""
    found = _secret().strip()
    with at_desk(asked) as desk:
        feed_keys.keep(desk, _feed(asked), found, asked.host or "")
    print("The key is kept." if found else "The key is forgotten.")
    return 0


def _secret() -> str:
    """Never an argument: what is on the command line, every account of the machine may read."""
    if sys.stdin is not None and sys.stdin.isatty():
        import getpass  # noqa: PLC0415  where a person types it alone

        return getpass.getpass("Key (empty forgets it): ")
    return sys.stdin.read() if sys.stdin is not None else ""


def _feed(asked: argparse.Namespace) -> Feed:
    with misuse():
        return feeding.feed_of(asked.name)


def _stand(desk: Desk) -> int:
    """How it stands now, each feed on a line."""
    told = feed_rules.rules(desk)
    asks = told.run(exercise=desk.exercise)
    mode = "Feeds are asked while the desk is open." if asks else "Feeds are not asked by themselves on this desk."
    print(mode)
    state_ = told.state or "none yet, so no warnings of a state are asked for"
    print(f"State: {state_}. Contact: {told.contact or 'none'}.")
    for feed in feeding.known():
        minutes = -(-told.every(feed) // 60)
        print(f"{feed.name}  {'left out' if feed.name in told.off else f'every {minutes:,} min'}")
        for address, marking in told.own.get(feed.name, {}).items():
            print(f"  {address}{f'  TLP:{marking}' if marking else ''}")
    return 0
