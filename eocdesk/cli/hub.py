"""eocdesk serve, enrol-code, devices, revoke, hub-account: a hub and what is ordered where its data is."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eocdesk.cli.arguments import Misuse
from eocdesk.cli.desks import misuse, put_json, unwritten
from eocdesk.desk.paths import data_folder
from eocdesk.models import Refused, clock
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.server import orders, settings, tls
from eocdesk.server.orders import Order
from eocdesk.store.hub import people, people_accounts
from eocdesk.store.hub.hub import Hub
from eocdesk.store.hub.people import HubDevice

DATABASE = "EOCDESK_DATABASE"
NOTE = "hub.json"
BY = "command line"
MINUTE = 60_000


def serve(asked: argparse.Namespace) -> int:
    """Run the hub until it is told to stop."""
    from eocdesk.server import run  # noqa: PLC0415  the server is loaded by those who run one

    folder, database = data_folder(asked.data), _database(asked)
    told = settings.Settings(
        folder,
        database,
        asked.host,
        asked.port,
        Path(asked.certificate).absolute() if asked.certificate else None,
        Path(asked.key).absolute() if asked.key else None,
        tls=asked.tls,
        name=asked.name or "",
        metrics_open=asked.metrics_open,
        verbose=asked.verbose,
        files=Path(asked.files).absolute() if asked.files else None,
        quota_gb=asked.quota,
        feeds=asked.feeds,
        restored=asked.restored,
    )
    with misuse():
        settings.sound(told)
    folder.mkdir(parents=True, exist_ok=True)
    _note(folder, database)
    return run.serve(told, lambda line: print(line, flush=True))


def enrol_code(asked: argparse.Namespace) -> int:
    """Print a one-time code for a desk; the code is the last word."""
    if not 0 < asked.hours <= orders.LONGEST_H:
        raise Misuse(f"A code is good for up to {orders.LONGEST_H} hours. Use --hours")
    order = Order(
        BY,
        "",
        role=asked.role,
        event=asked.event or "",
        ceiling=asked.marking or "",
        audiences=asked.audience or "",
        name=asked.name or "",
        why=asked.why or "",
        until=_until(asked.until),
        lease=_lease(asked.lease),
    )
    with misuse():
        right = orders.right_of(order)
    folder = data_folder(asked.data)
    lifetime = int(asked.hours * people.HOUR)
    with at_hub(asked) as hub, hub.writing() as c:
        secret = people.make_code(c, right, lifetime, by=BY, name=asked.name or "")
    text = Code(secret, pin_of(tls.served(folder))).text
    until = clock.now() + lifetime
    if asked.qr:
        _picture(text, Path(asked.qr))
    if asked.json:
        put_json({"code": text, "role": right.role, "event": asked.event, "until": clock.iso(until), "qr": asked.qr})
        return 0
    print(f"For one desk, as {people.told(right)}.")
    print(f"Good until {clock.at(until).strftime('%Y-%m-%d %H:%M')} UTC, once. On that desk: eocdesk join URL CODE")
    print(text)
    return 0


def list_devices(asked: argparse.Namespace) -> int:
    """List the devices that were let in."""
    with at_hub(asked) as hub, hub.reading() as c:
        found = people.devices(c)
    if asked.json:
        put_json([orders.plain(device) for device in found])
        return 0
    for device in found:
        print(f"{device.dev.hex()[:8]}  {device.name}  {'; '.join(map(people.told, device.rights))}  {_state(device)}")
    if not found:
        print("No desk has joined yet. “eocdesk enrol-code” makes a code for one.")
    return 0


def _state(device: HubDevice) -> str:
    if device.revoked is not None:
        return f"revoked {_minute(device.revoked)}: {device.why}"
    return f"last heard {_minute(device.seen)}" if device.seen is not None else "not heard yet"


def _minute(moment: int) -> str:
    return clock.at(moment).strftime("%Y-%m-%d %H:%M UTC")


def revoke(asked: argparse.Namespace) -> int:
    """Shut a device out."""
    with at_hub(asked) as hub, hub.writing() as c:
        before = people.named(c, asked.device)
        device = people.revoke(c, before.dev, asked.why, by=BY)
    if asked.json:
        put_json(orders.plain(device))
    elif before.revoked is not None:
        print(f"“{device.name}” was revoked already, {_minute(before.revoked)}: {device.why}")
    else:
        print(f"“{device.name}” is revoked. At its next contact it hands in what it wrote and forgets the rest.")
        print("What it hands in waits for a supervisor and reaches no other desk.")
    return 0


def account(asked: argparse.Namespace) -> int:
    """Make an account that leads the hub, or give one a new passphrase; the passphrase is the last word printed."""
    phrase = people_accounts.new_phrase()
    kept = people_accounts.hashed(phrase)
    with at_hub(asked) as hub, hub.writing() as c:
        people_accounts.set_account(c, asked.name, asked.role, kept, by=BY)
    if asked.json:
        put_json({"account": asked.name, "passphrase": phrase})
    else:
        print(f"“{asked.name}” leads this hub from now on with this passphrase, which is not shown again:")
        print(phrase)
    return 0


@contextmanager
def at_hub(asked: argparse.Namespace) -> Iterator[Hub]:
    """The hub whose data is here; Refused where there is none. It may be served meanwhile."""
    folder, database = data_folder(asked.data), _database(asked)
    noted = _noted(folder)
    if noted is None:
        raise Refused(f"There is no hub in {folder}. Start it with “eocdesk serve”, or name its folder with --data.")
    if noted and not database:
        raise Refused(f"This hub keeps its data in a database, {noted}. Name it with --database or {DATABASE}.")
    hub = Hub.open(folder, database)
    try:
        yield hub
    finally:
        hub.close()


def _database(asked: argparse.Namespace) -> str | None:
    return asked.database or os.environ.get(DATABASE) or None


def _note(folder: Path, database: str | None) -> None:
    """Remember that a hub is here and whether its data is elsewhere; without the password that leads there."""
    (folder / NOTE).write_text(json.dumps({"database": _shown(database)}), "utf-8")


def _noted(folder: Path) -> str | None:
    """Where the hub's data is: empty, in the folder; None: there is no hub."""
    try:
        return str(json.loads((folder / NOTE).read_text("utf-8"))["database"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _shown(database: str | None) -> str:
    before, at, behind = (database or "").rpartition("@")
    return f"{before.partition('://')[0]}://…@{behind}" if at else before + behind


def _lease(words: str | None) -> float:
    try:
        hours = float(words or 0)
    except ValueError:
        hours = -1
    if not 0 <= hours <= orders.LONGEST_LEASE_H or 0 < hours < 1:
        raise Misuse(f"“{words}” is no number of hours from 1 to {orders.LONGEST_LEASE_H:,}. Use --lease")
    return hours


def _until(words: str | None) -> int | None:
    if words is None:
        return None
    from datetime import datetime  # noqa: PLC0415  needed with this one flag

    try:
        return clock.moment(datetime.fromisoformat(words).astimezone())
    except (ValueError, OverflowError, OSError) as error:
        raise Misuse(f"“{words}” is no time. Use 2028-07-31 or 2028-07-31T06:00+00:00") from error


def _picture(text: str, file: Path) -> None:
    import segno  # noqa: PLC0415  needed with this one flag

    try:
        with file.open("wb") as out:
            segno.make(text, error="m").save(out, kind="svg", scale=8, border=4)
    except OSError as error:
        raise unwritten(str(file), error) from error
