"""The desk a command works on, and the words that stand for its records."""

from __future__ import annotations

import argparse
import errno
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.shown import escaped
from eocdesk.desk.desk import Desk
from eocdesk.desk.paths import data_folder
from eocdesk.models import Event, Refused, Unavailable
from eocdesk.store.queries import matching
from eocdesk.store.work import Who

ORIGIN = "command line"
BY = "by command line"


@contextmanager
def at_desk(asked: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the data folder, closed at the end."""
    desk = Desk(data_folder(asked.data), ask_passphrase, ORIGIN)
    try:
        yield desk
    finally:
        desk.close()


def ask_passphrase() -> str:
    """Ask a person at a terminal; empty where there is none."""
    return getpass.getpass("Passphrase of this desk: ") if sys.stdin is not None and sys.stdin.isatty() else ""


def event(desk: Desk, asked: argparse.Namespace) -> Event:
    """The event named; Misuse with those there are."""
    with misuse():
        return desk.event_of(asked.event)


def who(desk: Desk, by: str | None = None, position: str | None = None) -> Who:
    """The signature of an act of the command line."""
    if by:
        return Who(by, position or "", ORIGIN)
    held = f"{desk.position}, {BY}" if desk.position else BY
    return Who(desk.person, position or held, ORIGIN)


def venue_of(desk: Desk, event_id: bytes, words: str | None) -> bytes | None:
    """The venue these words name; Misuse where none or several do."""
    if not words:
        return None
    found = desk.read_now(matching.venues, event_id).match(words)
    if found is None:
        raise Misuse(f"No venue of this event is called “{words}”. See “eocdesk list venue”")
    return found


def unwritten(words: str, error: OSError) -> Misuse | Unavailable:
    """What to raise where a file asked for cannot be written: the words were wrong, or the disk is full."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EIO}:
        return Unavailable(f"{words} cannot be written ({error.strerror}).")
    return Misuse(f"{words} cannot be written ({error.strerror})")


@contextmanager
def misuse() -> Iterator[None]:
    """What is refused while the words are read is a wrong use."""
    try:
        yield
    except Refused as error:
        raise Misuse(error.sentence) from error


def choice(words: str | None, choices: tuple[tuple[Any, str], ...], what: str) -> Any:
    """The value of a choice by its word, letter case ignored; None of None."""
    if words is None:
        return None
    for value, word in choices:
        if words.casefold() in {str(value).casefold(), word.casefold()}:
            return value
    raise Misuse(f"“{words}” is no {what}. It is one of: {', '.join(word for _, word in choices)}")


def put_json(value: Any) -> None:
    """One line of JSON on standard output, at once."""
    plain = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    print(escaped(json.dumps(value, ensure_ascii=plain)), flush=True)
