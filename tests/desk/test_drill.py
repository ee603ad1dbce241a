"""A blackout drill cuts the link, is noted in the log, and ends with a report: with a hub that answers, or none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from eocdesk.commands.drills import DECLINED, AnswerDrill, AskDrill
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident
from eocdesk.desk import drill
from eocdesk.desk.desk import Desk
from eocdesk.desk.link import LinkState
from eocdesk.models import Refused, clock
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.store.hub import people
from eocdesk.store.queries import drill_asks
from eocdesk.store.queries.drills import Proof
from tests.kit import servers
from tests.kit.desks import EVENT, make_desk
from tests.kit.joined import joined
from tests.kit.servers import Server


def texts(desk: Desk) -> list[str]:
    return desk.read_now(
        lambda connection: [text for (text,) in connection.exec_driver_sql("SELECT text FROM entry ORDER BY row")]
    )


def said(report: drill.Report) -> str:
    return "\n".join(f"{line.state or '-'} {line.words}" for line in report.lines)


def test_a_drill_cuts_the_link_is_logged_and_survives_a_restart(desk: Desk) -> None:
    joined(desk, met=clock.now())
    begun = asyncio.run(drill.begin(desk, 30))
    assert desk.link.standing().state is LinkState.PAUSED
    assert desk.link.standing().until == begun.until
    assert texts(desk)[-1].startswith(f"Blackout drill begins: desk {desk.code} is cut off until ")
    again = Desk(desk.folder)
    assert again.read_now(drill.stand, clock.now()).drill == begun
    again.close()


def test_with_a_hub_that_does_not_answer_the_report_says_so_and_nothing_of_ours_is_lost(desk: Desk) -> None:
    joined(desk, met=clock.now())
    asyncio.run(drill.begin(desk, 30))
    desk.do_now(ReportIncident(EVENT, "Power out at the north gate"))
    report = asyncio.run(drill.end(desk))
    assert desk.link.standing().state is LinkState.TRYING
    assert "(3 entries, 1 incident new)" in said(report), "both notes of the drill are entries too"
    assert "ok All" in said(report)
    assert "fail Room hub has 0 of" in said(report)
    assert "fail The meeting afterwards did not go to its end." in said(report)
    assert not report.is_sound
    stand = desk.read_now(drill.stand, clock.now())
    assert (stand.drill, stand.report) == (None, report)


@pytest.mark.parametrize("minutes", [0, 24 * 60 + 1])
def test_a_drill_of_no_time_or_of_days_is_refused(desk: Desk, minutes: int) -> None:
    joined(desk)
    with pytest.raises(Refused, match="A drill lasts from 1 to"):
        asyncio.run(drill.begin(desk, minutes))


def test_there_is_nothing_to_cut_on_a_desk_alone_nothing_to_end_and_no_second_drill(desk: Desk) -> None:
    with pytest.raises(Refused, match="nothing to cut"):
        asyncio.run(drill.begin(desk, 5))
    with pytest.raises(Refused, match="No drill is under way"):
        asyncio.run(drill.end(desk))
    joined(desk)
    asyncio.run(drill.begin(desk, 5))
    with pytest.raises(Refused, match="under way already"):
        asyncio.run(drill.begin(desk, 5))
    desk.event = None
    with pytest.raises(Refused, match="Open an event first"):
        asyncio.run(drill.begin(desk, 5))


def test_a_drill_whose_time_is_up_waits_to_be_ended(desk: Desk) -> None:
    joined(desk)
    begun = asyncio.run(drill.begin(desk, 5))
    assert not desk.read_now(drill.stand, begun.until - 1).is_over
    assert desk.read_now(drill.stand, begun.until).is_over


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = servers.start(tmp_path / "hub")
    yield made
    made.close()


def test_with_a_real_hub_the_report_proves_that_nothing_is_missing(server: Server, tmp_path: Path) -> None:
    desks = [make_desk(tmp_path / name, name) for name in ("cut", "linked")]
    for one in desks:
        with server.hub.writing() as connection:
            secret = people.make_code(connection, Right("watch officer"), by="K. Mori")
        one.link.join_now(server.url, Code(secret, pin_of(tls.served(server.folder))).text)
        assert one.link.meet_now().ok
    cut, linked = desks
    assert cut.link.meet_now().ok
    asyncio.run(drill.begin(cut, 30))
    with pytest.raises(Refused, match="cut from"):
        cut.link.meet_now()
    cut.do_now(LogEntry(EVENT, "Written in the dark"))
    linked.do_now(LogEntry(EVENT, "Written meanwhile"))
    assert linked.link.meet_now().ok
    report = asyncio.run(drill.end(cut))
    assert report.is_sound, said(report)
    assert "Came from others afterwards: 1 change." in said(report)
    assert "both sides hold the same log" in said(report)
    assert "Written meanwhile" in texts(cut)
    for one in desks:
        one.close()


def test_a_drill_that_was_asked_of_all_is_answered_with_what_came_of_it(desk: Desk) -> None:
    joined(desk, met=clock.now())
    ask = bytes(desk.do_now(AskDrill(EVENT, clock.now() + 60_000, 30, "before the opening")).value)
    assert asyncio.run(drill.begin(desk, 30, ask)).ask == ask
    asyncio.run(drill.end(desk))
    (answer,) = desk.read_now(drill_asks.answers, ask, EVENT)
    assert answer.state == drill_asks.WRONG, "nobody is at the other end"
    assert "look at it. Room hub has 0 of" in answer.text
    declined = bytes(desk.do_now(AskDrill(EVENT, clock.now() + 60_000, 30, "once more")).value)
    asyncio.run(drill.begin(desk, 30, declined))
    desk.do_now(AnswerDrill(declined, DECLINED, "a call is on"))
    asyncio.run(drill.end(desk))
    (answer,) = desk.read_now(drill_asks.answers, declined, EVENT)
    assert answer.state == DECLINED, "one answer is enough"


WHOLE = Proof(chains=3, before=10, now=14, broken=0, own=8, acknowledged=8)


@pytest.mark.parametrize(
    ("proof", "trouble", "same", "wrong"),
    [
        (WHOLE, "", True, []),
        (WHOLE, "", False, ["do not hold the same log yet"]),
        (WHOLE, "The hub does not answer.", False, ["did not go to its end. The hub does not answer."]),
        (replace(WHOLE, acknowledged=7), "", True, ["has 7 of the 8 changes"]),
        (replace(WHOLE, broken=1), "", True, ["1 of 3 chains are not whole"]),
    ],
)
def test_each_thing_that_may_be_missing_is_a_line_of_its_own(
    proof: Proof,
    trouble: str,
    same: bool,  # noqa: FBT001  a case
    wrong: list[str],
) -> None:
    lines = drill.proved(proof, "Room hub", trouble, same=same)
    found = [line.words for line in lines if line.state == "fail"]
    assert len(found) == len(wrong)
    assert all(part in words for part, words in zip(wrong, found, strict=True))
