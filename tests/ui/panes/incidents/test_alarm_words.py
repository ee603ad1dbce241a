"""What calls is said once, in one sentence."""

from __future__ import annotations

from eocdesk.store.queries.alarms import Calling, DueRow, FlashRow
from eocdesk.ui.panes.incidents.alarm_sound import FLASH, REMINDER, WAITING
from eocdesk.ui.panes.incidents.alarm_words import LONG, Call, Me, Told

ME = Me("L. Chen", "Watch officer", b"d" * 16)
NOW = 1_847_646_000_000
MINUTE = 60_000
ADDRESSED = {"addressed": True}


def flash(name: str, *, mine: bool = False, addressed: bool = False, text: str = "") -> FlashRow:
    author, device = (ME.person, ME.device) if mine else ("R. Baker", b"e" * 16)
    return FlashRow(name.encode(), name, text or f"Smoke {name}.", author, ME.position, device, NOW, addressed)


def due(name: str, at: int = NOW, owner: str = "") -> DueRow:
    return DueRow(name.encode(), name, f"Ask {name}", owner, at)


def test_a_flash_from_others_is_said_once() -> None:
    told = Told()
    calling = Calling(flashes=(flash("L1"),))
    assert told.news(calling, ME, NOW) == Call("Flash from R. Baker: Smoke L1 (L1).", FLASH)
    assert told.news(calling, ME, NOW) is None


def test_ones_own_flash_is_no_news_but_the_same_name_at_another_desk_is() -> None:
    told = Told()
    assert told.news(Calling(flashes=(flash("L1", mine=True),)), ME, NOW) is None
    elsewhere = flash("L2", mine=True)._replace(made_on=b"f" * 16)
    assert told.news(Calling(flashes=(elsewhere,)), ME, NOW) is not None


def test_many_at_once_are_one_sentence() -> None:
    call = Told().news(
        Calling(
            (flash("L1"), flash("L2")),
            (flash("L3", addressed=True), flash("L4", addressed=True)),
            (due("T1"), due("T2"), due("T3")),
        ),
        ME,
        NOW,
    )
    assert call == Call(
        "2 flash entries, the newest from R. Baker: Smoke L1 (L1). 2 flash entries are not acknowledged in time. "
        "3 tasks are due.",
        FLASH,
    )


def test_what_i_sent_calls_me_when_nobody_acknowledges_it_but_only_if_somebody_was_asked_to() -> None:
    told = Told()
    assert told.news(Calling(waiting=(flash("L1", mine=True),)), ME, NOW) is None
    call = told.news(Calling(waiting=(flash("L2", mine=True, addressed=True),)), ME, NOW)
    assert call == Call("Not acknowledged in time: Smoke L2 (L2).", WAITING)


def test_a_task_is_due_then_late_and_calls_again_when_it_gets_another_time() -> None:
    told = Told()
    assert told.news(Calling(due=(due("T1", owner="Metro"),)), ME, NOW) == Call(
        "Due now: Ask T1, Metro (T1).", REMINDER
    )
    assert told.news(Calling(due=(due("T1"),)), ME, NOW + MINUTE) is None
    again = told.news(Calling(due=(due("T1", NOW + 2 * MINUTE),)), ME, NOW + 9 * MINUTE)
    assert again == Call("Late: Ask T1 (T1).", REMINDER)


def test_a_long_entry_is_cut_between_words() -> None:
    call = Told().news(Calling(flashes=(flash("L1", text="smoke " * 60),)), ME, NOW)
    assert call is not None
    assert call.sentence.endswith("smoke… (L1).")
    assert len(call.sentence) < LONG + 40
