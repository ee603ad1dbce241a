"""Who holds which position in a span of time: duties and seats, as organisation lists and charts print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from eocdesk.models.clock import Moment
from eocdesk.store.queries.held import Held
from eocdesk.store.queries.partners import first_phone


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in one position. `seat`: in the centre for a partner, who is `agency`."""

    position: str
    name: str
    reach: str = ""  # the first number, else the radio channel
    venue: str = ""
    agency: str = ""
    seat: bool = False


def holdings(connection: Connection, held: Held) -> tuple[Holding, ...]:
    """Duties that touch the form's span (of this moment where it has none), then the seats that are filled.

    Gathers the markings of what is named. Nothing on a blank form.
    """
    if held.blank:
        return ()
    since = held.now if held.since is None else held.since
    until = max(held.now, since) if held.until is None else held.until
    return (*_duties(connection, held, since, until), *_seats(connection, held))


def _duties(connection: Connection, held: Held, since: Moment, until: Moment) -> list[Holding]:
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(position, ''), contact, venue, marking, audience FROM duty WHERE event = ? "
            "AND struck IS NOT 1 AND coalesce(starts, 0) < ? AND coalesce(ends, 1 << 60) > ? ORDER BY starts, row",
            (held.event.id, max(until, since + 1), since),
        )
    )
    reach = reaches(connection, [row[1] for row in rows])
    return [
        Holding(position, held.named.name("contact", contact), reach.get(contact, ""), held.named.name("venue", venue))
        for position, contact, venue, *_ in rows
    ]


def _seats(connection: Connection, held: Held) -> list[Holding]:
    rows = held.labels.take(
        connection.exec_driver_sql(
            "SELECT coalesce(name, ''), holder, agency, marking, audience FROM seat WHERE event = ? "
            "AND struck IS NOT 1 AND status IN ('activated', 'on call') ORDER BY name COLLATE NOCASE, row",
            (held.event.id,),
        )
    )
    reach = reaches(connection, [row[1] for row in rows])
    return [
        Holding(
            name,
            held.named.name("contact", holder),
            reach.get(holder, ""),
            agency=held.named.name("agency", agency),
            seat=True,
        )
        for name, holder, agency, *_ in rows
    ]


def reaches(connection: Connection, contacts: Sequence[bytes | None]) -> dict[bytes | None, str]:
    """The first number of each person, else the radio channel; those who may not be seen are not in it."""
    found: dict[bytes | None, str] = {}
    wanted = sorted({one for one in contacts if one is not None})
    for at in range(0, len(wanted), 500):
        some = tuple(wanted[at : at + 500])
        asked = f"SELECT id, phones, coalesce(radio, '') FROM contact WHERE id IN ({', '.join('?' * len(some))})"
        for contact, phones, radio in connection.exec_driver_sql(asked, some):
            found[contact] = first_phone(phones) or radio
    return found
