"""What people who lead order: codes that a desk can join with, rights given and taken, words released."""

from __future__ import annotations

import pytest

from eocdesk.models import Refused, enrolment
from eocdesk.models.ids import event_id
from eocdesk.models.right import Right
from eocdesk.server.orders import Order, Orders
from eocdesk.store.hub import people, people_accounts
from eocdesk.store.hub.hub import Hub
from tests.kit.hubs import BOX, GREEN, PARTNER, Pen, push

WHO = "K. Mori"


def order(**words: object) -> Order:
    return Order(WHO, "", **words)  # type: ignore[arg-type]


@pytest.fixture
def orders(file_hub: Hub) -> Orders:
    """All that can be ordered of a hub."""
    return Orders(file_hub, lambda: b"the certificate")


def do(orders: Orders, call: str, **words: object) -> object:
    return orders.calls[call].do(order(**words), WHO)


def test_a_code_that_was_ordered_lets_a_desk_in_as_it_says(orders: Orders, file_hub: Hub) -> None:
    told = do(orders, "code", role="analyst", event="LA28", ceiling="green", why="for the opening", hours=0.5)
    assert isinstance(told, dict)
    code = enrolment.parse(told["code"])
    assert code.fits(b"the certificate")
    with file_hub.writing() as c:
        made = people.redeem(c, told["code"], b"d" * 16, b"k" * 32, BOX, "Gate 3")
    assert made.rights == (Right("analyst", event_id("LA28"), "GREEN", "", None, "for the opening"),)


@pytest.mark.parametrize("hours", [0, -1, 24 * 31, float("nan")])
def test_a_code_is_good_for_a_sensible_time(orders: Orders, hours: float) -> None:
    with pytest.raises(Refused):
        do(orders, "code", hours=hours)


def test_rights_are_given_and_taken_with_a_reason(orders: Orders, file_hub: Hub) -> None:
    Pen().let_in(file_hub, PARTNER, "Fire")
    given = do(orders, "grant", device="Fire", role="liaison", event="LA28")
    assert isinstance(given, dict)
    assert len(given["rights"]) == 2
    with pytest.raises(Refused, match="Say why"):
        do(orders, "withdraw", device="Fire", role="liaison", event="LA28")
    with pytest.raises(Refused, match="does not hold"):
        do(orders, "withdraw", device="Fire", role="liaison", event="WC26", why="x")
    left = do(orders, "withdraw", device="Fire", role="liaison", event="LA28", why="went home")
    assert isinstance(left, dict)
    assert left["rights"] == ["partner in all events"]


def test_an_event_is_named_by_its_id_as_lists_tell_it(orders: Orders, file_hub: Hub) -> None:
    Pen().let_in(file_hub, PARTNER, "Fire")
    given = do(orders, "grant", device="Fire", role="liaison", event="LA28")
    assert isinstance(given, dict)
    event = given["grants"][-1]["event"]
    assert event == event_id("LA28").hex()
    left = do(orders, "withdraw", device="Fire", role="liaison", event=event, why="went home")
    assert isinstance(left, dict)
    assert [one["role"] for one in left["grants"]] == ["partner"]


def test_a_device_is_listed_without_its_keys(orders: Orders, file_hub: Hub) -> None:
    Pen().let_in(file_hub, PARTNER, "Fire")
    (told,) = do(orders, "devices")  # type: ignore[misc]
    assert set(told) == {"id", "name", "rights", "since", "seen", "revoked", "why", "grants"}
    assert told["grants"] == [
        {"role": "partner", "event": "", "ceiling": "", "audiences": "", "until": None, "why": "", "lease": 0.0},
    ]


def test_an_account_gets_a_passphrase_that_is_told_once(orders: Orders, file_hub: Hub) -> None:
    told = do(orders, "account", name="A. Diaz", role="supervisor")
    assert isinstance(told, dict)
    with file_hub.reading() as c:
        kept = people_accounts.account(c, "a. diaz")
    assert kept is not None
    assert kept.role == "supervisor"
    assert people_accounts.fits(told["passphrase"], kept.phrase)


def test_words_that_were_refused_are_listed_and_let_in(orders: Orders, file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub, PARTNER, "Fire")
    push(file_hub, device, [pen.entry(text="a partner's words")], pen.end())
    (waits,) = do(orders, "quarantine")  # type: ignore[misc]
    assert (waits["name"], waits["kind"], waits["fields"]["text"]) == ("Fire", "entry", "a partner's words")
    do(orders, "release", scope=waits["scope"], device=waits["device"], n=waits["n"])
    assert do(orders, "quarantine") == []
    with pytest.raises(Refused):
        do(orders, "release", scope=waits["scope"], device=waits["device"], n=waits["n"])
    with pytest.raises(Refused, match="by their ids"):
        do(orders, "release", scope="there", device="Fire", n=1)
    assert GREEN[1] == "GREEN"


def test_words_that_are_turned_down_wait_no_longer_and_are_kept(orders: Orders, file_hub: Hub) -> None:
    pen = Pen()
    device = pen.let_in(file_hub, PARTNER, "Fire")
    push(file_hub, device, [pen.entry(text="a partner's words")], pen.end())
    (waits,) = do(orders, "quarantine")  # type: ignore[misc]
    do(orders, "dismiss", scope=waits["scope"], device=waits["device"], n=waits["n"])
    assert do(orders, "quarantine") == []
    do(orders, "release", scope=waits["scope"], device=waits["device"], n=waits["n"])


def test_the_trail_of_one_device_is_asked_by_its_name(orders: Orders, file_hub: Hub) -> None:
    Pen().let_in(file_hub, PARTNER, "Fire")
    Pen().let_in(file_hub, PARTNER, "Police")
    lines = do(orders, "trail", device="Fire")
    assert isinstance(lines, list)
    assert [line["what"] for line in lines] == ["enrolled"]
    assert len(do(orders, "trail", limit=10)) == 2  # type: ignore[arg-type]


def test_a_report_is_purged_and_the_order_given_once_more_is_answered_alike(orders: Orders, file_hub: Hub) -> None:
    pen, rec = Pen(), b"r" * 16
    device = pen.let_in(file_hub)
    push(file_hub, device, [pen.write(kind="report", rec=rec)], pen.end())
    with pytest.raises(Refused, match="by its ids"):
        do(orders, "purge", records=("x",), why="because")
    assert orders.calls["purge"].of_two
    assert do(orders, "purge", records=(rec.hex(),), why="because") == {"changes": 1}
    assert do(orders, "purge", records=(rec.hex(),), why="because") == {"changes": 0}
