"""What can be said on the command line, and what each word does."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import NoReturn

from eocdesk import __version__
from eocdesk.cli.arguments_paper import document, papers
from eocdesk.cli.arguments_watch import watch

Run = Callable[[argparse.Namespace], int]


class Misuse(Exception):
    """The words do not make a command: said in a sentence, exit 2."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misuse(f"{message[:1].upper()}{message[1:]}. See “{self.prog} --help”.")


def later(module: str, name: str) -> Run:
    """A command whose module is loaded only when it runs: the command line starts fast, and without Qt."""

    def run(asked: argparse.Namespace) -> int:
        return int(getattr(_loaded(f"eocdesk.cli.{module}"), name)(asked))

    return run


def _loaded(module: str) -> ModuleType:
    """The module; without collecting garbage meanwhile, for what is loaded stays: a tenth of the start."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return import_module(module)
    finally:
        if collecting:
            gc.enable()


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    top = _Parser(prog="eocdesk", description="An offline-first desk for the watch over a great public event.")
    top.add_argument("--data", metavar="DIR", help="the data folder (default: EOCDESK_DATA, else the user's own)")
    top.add_argument("--version", action="version", version=f"eocdesk {__version__}")
    top.set_defaults(run=later("opening", "open_desk"), picture=None, size="1920x1080", pane=None, theme=None)
    kinds = top.add_subparsers(title="commands", metavar="COMMAND")
    for add in (
        _open,
        _event,
        _exercise,
        _import,
        _export,
        _log,
        _incident,
        _list,
        _care,
        _conflicts,
        _ready,
        _hub,
        _link,
        _parcel,
        _room,
        _bench,
    ):
        add(kinds)
    papers(kinds, later)
    watch(kinds, later)
    return top


Kinds = argparse._SubParsersAction  # noqa: SLF001  argparse gives this class no public name


def _command(kinds: Kinds[_Parser], name: str, help_: str, run: Run) -> argparse.ArgumentParser:
    made = kinds.add_parser(name, help=help_, description=help_[:1].upper() + help_[1:] + ".")
    made.set_defaults(run=run)
    return made


def _flags(made: argparse.ArgumentParser, flags: Iterable[tuple[str, str, str]]) -> None:
    for flag, metavar, help_ in flags:
        made.add_argument(flag, metavar=metavar, help=help_)


def _event_flag(made: argparse.ArgumentParser) -> None:
    made.add_argument("--event", metavar="CODE", required=True, help="the event's code, such as LA28")


def _json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="print JSON for scripts")


def _open(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "open", "open the desk's window (also without any command)", later("opening", "open_desk"))
    made.add_argument("--picture", metavar="FILE.png", help="draw the window into a picture and leave")
    made.add_argument("--size", metavar="WxH", default="1920x1080", help="the picture's size")
    made.add_argument("--pane", metavar="NAME", help="the pane to show: calendar, venues, incidents, conflicts, ...")
    made.add_argument("--theme", choices=("light", "dark", "contrast"), help="the theme of this start")


def _event(kinds: Kinds[_Parser]) -> None:
    both = kinds.add_parser("event", help="add and list events").add_subparsers(metavar="COMMAND", required=True)
    made = _command(both, "add", "add an event", later("events", "add"))
    made.add_argument("code", metavar="CODE", help="its short code, the same on every desk")
    flags = (("--name", "N", "its name"), ("--zone", "Z", "its time zone, such as America/Los_Angeles"))
    days = (("--start", "D", "its first day, YYYY-MM-DD"), ("--end", "D", "its last day, YYYY-MM-DD"))
    for flag, metavar, help_ in (*flags, *days):
        made.add_argument(flag, metavar=metavar, help=help_, required=True)
    made.add_argument("--exercise", action="store_true", help="an exercise: marked on every screen and page")
    made.add_argument("--marking", metavar="M", help="its marking: CLEAR, GREEN, AMBER, AMBER+STRICT or RED")
    _json(made)
    _json(_command(both, "list", "list the events", later("events", "list_events")))


def _exercise(kinds: Kinds[_Parser]) -> None:
    help_ = "make the data folder an exercise desk: venues, sessions, partners, a shift of entries"
    _json(_command(kinds, "exercise", help_, later("exercise", "exercise")))


def _import(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "import", "bring files in", later("exchange", "import_files"))
    made.add_argument("files", metavar="FILE", nargs="+", help="the files, each an act of its own")
    _event_flag(made)
    _flags(
        made,
        (
            ("--format", "F", "the files' format, where their content does not say it (wrong: all are said)"),
            ("--profile", "P", "the mapping of a table's columns: a shipped name or a TOML file"),
            ("--zone", "Z", "the time zone of times that name none"),
        ),
    )
    made.add_argument("--year", metavar="Y", type=int, help="the year of dates that name none")
    made.add_argument("--dry-run", action="store_true", help="say what would come in; change nothing")
    _json(made)


def _export(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "export", "write records into a file", later("exchange", "export_file"))
    made.add_argument(
        "format", metavar="FORMAT", help="ics, vcf3, vcf4, geojson, csv-sessions, ... (wrong: all are said)"
    )
    _event_flag(made)
    made.add_argument("--out", metavar="FILE", required=True, help="the file to write")
    limits = (("--marking", "M", "nothing above it (stix: CLEAR)"), ("--audience", "A,B", "also what is for these"))
    _flags(made, (*limits, ("--whole", "NAME", "the STIX file kept under that name as it was imported, and no record")))


def _log(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "log", "write an entry into the log", later("entries", "log"))
    made.add_argument("text", metavar="TEXT", help="what happened")
    _event_flag(made)
    _flags(
        made,
        (
            ("--venue", "V", "the venue, by name"),
            ("--incident", "N", "the incident, by number"),
            ("--severity", "S", "info, minor, moderate, major or critical"),
            ("--priority", "P", "flash, priority, routine or info"),
            ("--happened", "T", "when: ISO 8601, or HHMM for the latest past"),
            ("--by", "NAME", "who logs it (default: the desk's officer)"),
            ("--position", "P", "in which position"),
            ("--marking", "M", "its marking"),
        ),
    )
    _json(made)


def _incident(kinds: Kinds[_Parser]) -> None:
    both = kinds.add_parser("incident", help="open and amend incidents").add_subparsers(
        metavar="COMMAND", required=True
    )
    made = _command(both, "add", "open an incident", later("entries", "add_incident"))
    made.add_argument("title", metavar="TITLE", help="what is going on, in a few words")
    _event_flag(made)
    flags = (("--venue", "V", "the venue, by name"), ("--severity", "S", "info, minor, moderate, major or critical"))
    _flags(made, (*flags, ("--type", "T", "its type, such as Wildfire")))
    _json(made)
    made = _command(both, "set", "amend an incident", later("entries", "set_incident"))
    made.add_argument("number", metavar="NUMBER", help="its number, such as 7KQ4-42")
    made.add_argument("values", metavar="FIELD=VALUE", nargs="+", help="such as status=closed reason=Out")
    _json(made)


def _list(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "list", "list records of a kind", later("listing", "list_records"))
    made.add_argument("kind", metavar="KIND", help="event session venue incident entry task agency contact ...")
    _event_flag(made)
    made.add_argument("--find", metavar="WORDS", help="only those that hold every word")
    made.add_argument("--limit", metavar="N", type=int, help="at most so many")
    _json(made)


def _care(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "verify", "walk the record: 0 sound, 1 damage named", later("care", "verify_desk"))
    made.add_argument("--rebuild", action="store_true", help="make every row anew from the change log, a backup first")
    document(made)
    _json(made)
    made = _command(kinds, "backup", "copy the desk into one file, proven to open", later("care", "backup"))
    made.add_argument("file", metavar="FILE", help="the backup to write")
    made = _command(kinds, "restore", "put a backup in the place of the desk", later("care", "restore"))
    made.add_argument("file", metavar="FILE", help="the backup to read, or the folder of a second copy")


def _conflicts(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "conflicts", "list fields that two desks wrote unseen", later("conflicts", "list_conflicts"))
    _json(made)
    made = _command(kinds, "settle", "decide which value of such a field holds", later("conflicts", "settle"))
    made.add_argument("id", metavar="ID", help="as “eocdesk conflicts” says it, or the record's number or id")
    take = "A, B, ... of the values written, or another value (=A: the letter itself)"
    made.add_argument("--take", metavar="A|B|VALUE", required=True, help=take)
    _flags(made, (("--field", "F", "the field, where a record has several in conflict"),))
    _json(made)
    made = _command(kinds, "passphrase", "set or change the passphrase of a closed desk", later("locks", "passphrase"))
    made.add_argument("--remove", action="store_true", help="open without one: the key lies beside the database")
    help_ = "make a key on paper that opens the desk where the passphrase is forgotten"
    made = _command(kinds, "recovery-key", help_, later("locks", "recovery_key"))
    made.add_argument("--out", metavar="FILE.pdf", help="a page to print (default: the key alone, printed once)")


def _ready(kinds: Kinds[_Parser]) -> None:
    help_ = "say whether this desk may leave: 0 ready, 1 something has to be put right first"
    _json(_command(kinds, "ready", help_, later("ready", "ready")))


def _hub(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "serve", "run the hub where many desks meet", later("hub", "serve"))
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.epilog = _SERVE
    made.add_argument("--host", metavar="H", default="127.0.0.1", help="the address to listen on; 0.0.0.0: all")
    made.add_argument("--port", metavar="P", type=int, default=8460, help="the port to listen on (default: 8460)")
    _database_flag(made)
    _flags(
        made,
        (
            ("--certificate", "FILE.pem", "a certificate of your own, its chain behind it"),
            ("--key", "FILE.pem", "and its key"),
            ("--name", "N", "what desks call a new hub (default: this machine's name)"),
            ("--files", "DIR", "where attachments lie, one folder for all processes of a hub (default: with the data)"),
        ),
    )
    made.add_argument("--quota", metavar="GB", type=int, default=100, help="room for attachments (default: 100)")
    made.add_argument("--tls", action="store_true", help="TLS on this machine's own address too")
    made.add_argument("--metrics-open", action="store_true", help="let anybody read /metrics")
    help_ = "ask the outside for all desks: for that event (default: the first there is)"
    made.add_argument("--feeds", metavar="CODE", nargs="?", const="", help=help_)
    made.add_argument("--verbose", action="store_true", help="log each request")
    help_ = "once, after the database was put back from a backup: desks bring back what it lacks"
    made.add_argument("--restored", action="store_true", help=help_)
    _enrol_code(kinds)
    made = _command(kinds, "devices", "list the desks that were let into the hub", later("hub", "list_devices"))
    _database_flag(made)
    _json(made)
    made = _command(kinds, "revoke", "shut a lost desk out of the hub", later("hub", "revoke"))
    made.add_argument("device", metavar="DEVICE", help="its name, its code or the beginning of its id")
    made.add_argument("--why", metavar="W", required=True, help="why: it stands in the trail")
    _database_flag(made)
    _json(made)
    help_ = "make an account that leads the hub, or give it a new passphrase"
    made = _command(kinds, "hub-account", help_, later("hub", "account"))
    made.add_argument("name", metavar="NAME", nargs="?", default="administrator", help="default: administrator")
    made.add_argument("--role", metavar="R", default="administrator", help="administrator or supervisor")
    _database_flag(made)
    _json(made)


def _enrol_code(kinds: Kinds[_Parser]) -> None:
    help_ = "make a one-time code for a desk to join the hub with, where the hub's data is"
    made = _command(kinds, "enrol-code", help_, later("hub", "enrol_code"))
    roles = "watch-officer, liaison, supervisor, analyst, partner or administrator (default: watch-officer)"
    made.add_argument("--role", metavar="R", default="watch-officer", help=roles)
    _flags(
        made,
        (
            ("--event", "CODE", "the one event the desk sees (default: all)"),
            ("--marking", "M", "the strictest marking it sees (default: as its role)"),
            ("--audience", "A,B", "the audiences it belongs to (default: as its role)"),
            ("--until", "T", "when its right ends: ISO 8601"),
            ("--lease", "H", "hours it may go without meeting the hub before its copy is closed (default: no end)"),
            ("--why", "W", "why it has the right"),
            ("--name", "N", "what the desk is called (default: what it says itself)"),
            ("--qr", "FILE.svg", "write the code as a picture too"),
        ),
    )
    made.add_argument("--hours", metavar="H", type=float, default=24.0, help="how long the code is good (default: 24)")
    _database_flag(made)
    _json(made)


def _database_flag(made: argparse.ArgumentParser) -> None:
    help_ = (
        "postgresql://USER:PASSWORD@HOST/NAME of the hub (default: EOCDESK_DATABASE, else a file in the data folder)"
    )
    made.add_argument("--database", metavar="URL", help=help_)


_SERVE = """
One room, one machine:
  eocdesk --data /srv/hub serve --host 0.0.0.0     leave it running; write down the passphrase it prints once
  eocdesk --data /srv/hub enrol-code               on the same machine, once for each desk
  eocdesk join https://THIS-MACHINE:8460 CODE      on the desk

What it does:
  It listens once it is ready and says so. Without --host only this machine can reach it, over plain HTTP.
  With --host it speaks TLS alone, with a certificate of its own that desks know by the code they join with.
  If you supply a certificate and later renew it, make codes anew: desks believe the one they joined with.
  The data is one encrypted file in the data folder. Copy it while the hub is stopped, with its key.json.
  For many desks keep it in PostgreSQL (--database); several hubs may serve one database behind a balancer,
  with one folder of attachments between them (--files).
  To stop it, send SIGTERM or press Ctrl+C: what is being written is finished first.

To watch over it:
  /v1/health tells whether it is well; /metrics is for Prometheus: it shows what stands
  in DIR/metrics.token (credentials_file), unless the hub runs with --metrics-open.
  Its log is one JSON object a line on standard error. Nothing that desks write is ever in it.

If something is wrong:
  a desk was lost          eocdesk revoke NAME --why "left in a taxi"
  a passphrase was lost    eocdesk hub-account
  desks cannot reach it    is --host given, and is the port open in this machine's firewall?
  a backup was put back    eocdesk serve --restored, once, at the first start since: every desk reads the hub
                           anew and sends what the backup lacks. Who was let in or shut out since
                           is to be decided again. Not at each start: every desk does so each time.
"""


def _link(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "join", "join a hub with a one-time code", later("link", "join"))
    made.add_argument("url", metavar="URL", help="the hub's address, such as https://hub.example:8443")
    made.add_argument("code", metavar="CODE", help="the code its administrator gave you (eocdesk enrol-code)")
    made.add_argument("--name", metavar="N", help="what this desk is called at the hub (default: Desk and its letters)")
    _json(made)
    made = _command(kinds, "sync", "meet the hub, and go on meeting it until Ctrl+C", later("link", "sync"))
    made.add_argument("--once", action="store_true", help="meet once: 0 all went well, 1 something to look at")
    _json(made)


def _parcel(kinds: Kinds[_Parser]) -> None:
    both = kinds.add_parser("parcel", help="carry changes on a stick").add_subparsers(metavar="COMMAND", required=True)
    made = _command(
        both, "write", "write what this desk holds, sealed for the desks it knows", later("parcel", "write")
    )
    made.add_argument("file", metavar="FILE", help="the file to write; over 4 GB it is continued in FILE.2, FILE.3 ...")
    only = "only for this desk, by its name or letters; may be said more than once"
    made.add_argument("--for", dest="only", metavar="NAME", action="append", help=only)
    made.add_argument("--new", action="store_true", help="only what the last parcel for the same desks did not hold")
    _json(made)
    help_ = "take in a parcel: 0 all of it is here, 1 something was refused, waits or is missing"
    made = _command(both, "read", help_, later("parcel", "read"))
    made.add_argument("file", metavar="FILE", help="the parcel; what continues it is read with it")
    _json(made)
    made = _command(kinds, "pair", "take on a desk of another hub: print a card, or read one", later("parcel", "pair"))
    made.add_argument("card", metavar="CARD", nargs="*", help="the other desk's card, or the file it is in")
    made.add_argument("--role", metavar="R", default="watch-officer", help="what it may see here (watch-officer)")
    _flags(
        made,
        (
            ("--heard", "NUMBER", "the number that the other desk read aloud"),
            ("--event", "CODE", "the one event it may see (default: all)"),
            ("--marking", "M", "the strictest marking it may see (default: as its role)"),
            ("--name", "N", "what this desk calls itself (default: its name at the hub, or its letters)"),
            ("--out", "FILE", "write this desk's card into a file"),
            ("--forget", "DESK", "take a pairing back"),
        ),
    )
    made.add_argument("--days", metavar="D", type=int, default=180, help="how long it holds (default: 180)")
    _json(made)


def _room(kinds: Kinds[_Parser]) -> None:
    both = kinds.add_parser("room", help="meet desks nearby, no hub").add_subparsers(metavar="COMMAND", required=True)
    made = _command(both, "offer", "answer the desks of the room until Ctrl+C", later("room", "offer"))
    made.add_argument("--host", metavar="H", default="0.0.0.0", help="the address to answer at (default: all)")  # noqa: S104  for the room
    made.add_argument("--port", metavar="P", type=int, default=0, help="the port (default: any that is free)")
    _json(made)
    made = _command(both, "meet", "meet the desks that offer themselves: 0 all went well", later("room", "meet"))
    made.add_argument("url", metavar="URL", nargs="?", help="one desk's address (default: those that are found)")
    made.add_argument("--seconds", metavar="S", type=float, default=5.0, help="how long to look (default: 5)")
    made.add_argument("--interface", metavar="ADDRESS", help="look on the network of this address alone")
    _json(made)


def _bench(kinds: Kinds[_Parser]) -> None:
    made = _command(kinds, "bench", "measure against the budgets, each beside its floor", later("opening", "bench"))
    made.add_argument("name", metavar="NAME", nargs="?", help="one measure (default: all)")
    _json(made)
