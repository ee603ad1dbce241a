"""The words of the watch on the command line: what hazards touch, and what else has no room in arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Later = Callable[[str, str], Any]
"""What makes a command of a module and a name; given, for arguments stands on this module."""


def watch(kinds: Any, later: Later) -> None:
    """Add them all."""
    for add in (_exposures, _feed, _plan, _purge):
        add(kinds, later)


def _exposures(kinds: Any, later: Later) -> None:
    what = "say which venues, sessions and routes a hazard touches, now and to come"
    made = kinds.add_parser("exposures", help=what, description=f"{what.capitalize()}.")
    made.set_defaults(run=later("exposures", "exposures"))
    made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")
    made.add_argument("--json", action="store_true", help="print JSON for scripts")


def _feed(kinds: Any, later: Later) -> None:
    """What the outside says."""
    what = "what the outside says: alerts, fires, quakes"
    words = kinds.add_parser("feed", help=what, description=f"{what.capitalize()}.")
    all_ = words.add_subparsers(metavar="COMMAND", required=True)
    for name, run, help_ in (
        ("list", "listed", "each feed and how old what it said is"),
        ("poll", "poll", "ask one feed, or all, now: 0 all answered, 1 something to look at"),
        ("read", "read", "take in a saved answer: 0 it was read, 1 rows of it were refused"),
    ):
        made = all_.add_parser(name, help=help_, description=f"{help_.capitalize()}.")
        made.set_defaults(run=later("feeds", run))
        if name == "poll":
            made.add_argument("name", metavar="NAME", nargs="?", help="the feed (default: all)")
            made.add_argument("--in-exercise", action="store_true", help="though this is an exercise desk")
        if name == "read":
            made.add_argument("name", metavar="NAME", help="the feed whose answer it is (eocdesk feed list)")
            made.add_argument("file", metavar="FILE", help="the saved answer")
        made.add_argument("--event", metavar="CODE", help="the event's code, such as LA28 (default: the open one)")
        made.add_argument("--json", action="store_true", help="print JSON for scripts")
    _feed_settings(all_, later)


def _feed_settings(all_: Any, later: Later) -> None:
    """What this machine asks, and where."""
    feed = ("name", {"metavar": "NAME", "help": "the feed (eocdesk feed list)"})
    maybe = ("name", {"metavar": "NAME", "nargs": "?", "help": "one feed alone (default: whether any is asked)"})
    exercise = ("--in-exercise", {"action": "store_true", "help": "real feeds, though this is an exercise desk"})
    minutes = ("minutes", {"metavar": "MINUTES", "type": int, "help": "minutes between two questions"})
    address = ("address", {"metavar": "ADDRESS", "help": "where it is asked, such as https://example.org/feed"})
    marking = ("--marking", {"metavar": "M", "help": "the TLP of what comes from there (default: the event's)"})
    host = ("host", {"metavar": "HOST", "nargs": "?", "help": "for a feed with addresses of its own: whose key it is"})
    state = ("state", {"metavar": "STATE", "nargs": "?", "help": "as the post writes it, such as CA; none: no state"})
    contact = ("contact", {"metavar": "WORDS", "nargs": "?", "help": "such as a mail; none: nothing is told"})
    for name, help_, arguments in (
        ("on", "ask feeds by themselves while the desk is open", (maybe, exercise)),
        ("off", "ask them no more", (maybe,)),
        ("every", "ask a feed in another rhythm", (feed, minutes)),
        ("add", "ask a feed at an address of one's own", (feed, address, marking)),
        ("remove", "ask it there no more; what it brought stays", (feed, address)),
        ("state", "ask for the warnings of a state", (state,)),
        ("contact", "tell sources how whoever runs this desk is reached", (contact,)),
        ("key", "keep the key a source asks for; it is read from standard input", (feed, host)),
    ):
        made = all_.add_parser(name, help=help_, description=f"{help_.capitalize()}.")
        made.set_defaults(run=later("feed_settings", name))
        for word, options in arguments:
            made.add_argument(word, **options)


def _plan(kinds: Any, later: Later) -> None:
    """Contingency plans."""
    what = "contingency plans: what there is, what proposes itself, put one to work"
    words = kinds.add_parser("plan", help=what, description=f"{what.capitalize()}.")
    all_ = words.add_subparsers(metavar="COMMAND", required=True)
    for name, run, help_ in (
        ("list", "list_plans", "each plan, whether it counts, is at work or proposes itself"),
        ("load", "load", "take in the example plans, as drafts"),
        ("activate", "activate", "put a plan to work: its entry, tasks, requests and messages in one act"),
    ):
        made = all_.add_parser(name, help=help_, description=f"{help_.capitalize()}.")
        made.set_defaults(run=later("plans", run))
        if name == "activate":
            made.add_argument("name", metavar="NAME", help="the plan, or how its name begins")
            made.add_argument("--reason", metavar="R", required=True, help="why, as it goes into the log")
            made.add_argument("--venue", metavar="V", action="append", help="only there; may be said more than once")
            made.add_argument("--rehearsal", action="store_true", help="a rehearsal: in exercises alone")
        made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")
        made.add_argument("--json", action="store_true", help="print JSON for scripts")


def _purge(kinds: Any, later: Later) -> None:
    """Reports whose words are taken out for good."""
    what = "take a report out for good (28 CFR 23); without a number: those that are due"
    made = kinds.add_parser("purge", help=what, description=f"{what.capitalize()}. It cannot be undone.")
    made.set_defaults(run=later("purge", "purge"))
    made.add_argument("number", metavar="NUMBER", nargs="?", help="the report's number, such as 7KQ4-A1")
    made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")
    made.add_argument("--reason", metavar="R", help="why, as it goes into the log")
    made.add_argument("--by", metavar="NAME", help="who purges it (default: who sits at the desk); an account of a hub")
    made.add_argument("--with", dest="second", metavar="NAME", help="who confirms it; at a hub a second account")
    made.add_argument("--entries", action="store_true", help="entries of the log that name it go too")
    made.add_argument("--papers", action="store_true", help="frozen papers and blocks of forms that hold its words too")
    made.add_argument("--json", action="store_true", help="print JSON for scripts")
