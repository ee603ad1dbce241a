"""Who may call what and who may see what: every address by every role, every marking by every role, in tables."""

from __future__ import annotations

import json

import httpx
import pytest

from eocdesk.models.checkpoint import Checkpoints
from eocdesk.models.ids import NIL, event_id, scope_id
from eocdesk.models.right import Labels, Right, Role
from eocdesk.server.app import App
from eocdesk.server.orders import Orders
from eocdesk.store.hub import people_accounts
from eocdesk.sync.access import Asking, Join, Proof
from eocdesk.sync.files import Asked
from eocdesk.sync.protocol import Heads, Hello, Page, Pulled, Since, Taken, pack, unpack
from eocdesk.sync.unlocking import Locked
from tests.kit.hubs import GAMES
from tests.kit.servers import Caller, Server

REVOKED = "revoked"
A_FILE = "a" * 64
OTHER = event_id("WC26")

ADDRESSES: dict[tuple[str, str], tuple[int, int, int, int]] = {
    # asked by: nobody, with a token that is none, revoked, any role
    ("POST", "/v1/hello"): (401, 401, 200, 200),
    ("POST", "/v1/heads"): (401, 401, 200, 200),
    ("POST", "/v1/push"): (401, 401, 200, 200),
    ("POST", "/v1/pull"): (401, 401, 200, 200),
    ("GET", "/v1/events"): (401, 401, 403, 200),
    ("GET", "/v1/checkpoints"): (401, 401, 403, 200),
    ("POST", "/v1/unlock"): (401, 401, 403, 200),
    ("POST", "/v1/enrol"): (403, 403, 403, 403),  # without a code that is good
    ("POST", "/v1/challenge"): (200, 200, 200, 200),
    ("POST", "/v1/token"): (401, 401, 401, 401),  # without a signature that is good
    ("POST", "/v1/admin/{call}"): (401, 401, 401, 401),  # a device leads no hub, whatever its role
    ("POST", "/v1/files/asked"): (401, 401, 403, 200),
    ("HEAD", "/v1/files/{name}"): (401, 401, 403, 404),  # of a file no record names
    ("PATCH", "/v1/files/{name}"): (401, 401, 403, 404),
    ("GET", "/v1/files/{name}"): (401, 401, 403, 404),
    ("GET", "/v1/health"): (200, 200, 200, 200),
    ("GET", "/metrics"): (403, 403, 403, 403),  # for a word of its own
}
BODIES: dict[str, bytes] = {
    "/v1/hello": pack(Hello((1,), b"d" * 16, "0", 1, 0)),
    "/v1/push": pack(Page([], [])),
    "/v1/pull": pack(Since()),
    "/v1/files/asked": pack(Asked([A_FILE], [A_FILE])),
    "/v1/unlock": pack(Locked(b"sealed for another")),
    "/v1/enrol": pack(Join("no code at all", b"d" * 16, b"k" * 32, b"b" * 32, "")),
    "/v1/challenge": pack(Asking(b"d" * 16)),
    "/v1/token": pack(Proof(b"d" * 16, b"", b"")),
    "/v1/admin/{call}": json.dumps({"account": "nobody", "passphrase": "guess"}).encode(),
}
ORDERS: dict[str, bool] = {
    # an administrator may give each; whether a supervisor may too
    "devices": True,
    "trail": True,
    "quarantine": True,
    "release": True,
    "dismiss": True,
    "purge": True,  # with a second account
    "code": False,
    "grant": False,
    "withdraw": False,
    "revoke": False,
    "account": False,
}
ALL = frozenset({"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"})
UP_TO_STRICT = ALL - {"RED"}
SEEN: dict[Role, tuple[frozenset[str], frozenset[str]]] = {
    # markings of the event that are seen: for all audiences, and for one the desk was not named for
    Role.WATCH_OFFICER: (ALL, ALL),
    Role.LIAISON: (UP_TO_STRICT, UP_TO_STRICT),
    Role.SUPERVISOR: (ALL, ALL),
    Role.ANALYST: (ALL, ALL),
    Role.PARTNER: (frozenset({"CLEAR", "GREEN"}), frozenset()),
    Role.ADMINISTRATOR: (ALL, ALL),
    Role.FEEDS: (UP_TO_STRICT, frozenset()),
}
READERS = {Role.PARTNER, Role.FEEDS}
"""Roles that write no entry."""


def routes(server: Server) -> set[tuple[str, str]]:
    """Every address there is, each by every way it is asked."""
    app = App(server.hub, lambda: b"")
    try:
        found = {(method, route.path) for route in app.asgi.routes for method in route.methods or ()}  # type: ignore[attr-defined]
    finally:
        app.close()
    return found - {("HEAD", path) for method, path in found if method == "GET" and "{" not in path}


def ask(caller: Caller, method: str, path: str, headers: dict[str, str]) -> int:
    """The status of what is answered; the body of an endless answer is not waited for."""
    address = path.replace("{call}", "devices").replace("{name}", A_FILE)
    body = BODIES.get(path, pack(Since()) if method == "POST" else b"")
    with caller.client.stream(method, address, content=body, headers=headers) as told:
        if told.status_code >= httpx.codes.BAD_REQUEST and method != "HEAD":
            told.read()
            assert set(told.json()) >= {"sentence"}
        return told.status_code


@pytest.fixture(scope="module")
def callers(shared: Server) -> dict[str, Caller]:
    """One of each: every role, and one that was put out."""
    made = {role.value: Caller(shared, Right(role.value)) for role in Role} | {REVOKED: Caller(shared)}
    for caller in made.values():
        caller.sign_in()
    made[REVOKED].revoke()
    return made


def test_every_address_has_its_line_in_the_table(shared: Server) -> None:
    assert routes(shared) == set(ADDRESSES)


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
def test_each_address_answers_those_it_is_for(
    shared: Server, callers: dict[str, Caller], method: str, path: str
) -> None:
    nobody, garbage, revoked, any_role = ADDRESSES[method, path]
    stranger = callers[Role.ANALYST.value]
    more = {"Upload-Offset": "0"} if method == "PATCH" else {}
    assert ask(stranger, method, path, more) == nobody
    if "admin" not in path:  # each guess at a passphrase takes its time
        assert ask(stranger, method, path, {"Authorization": "Bearer " + "A" * 75, **more}) == garbage
    for name, status in ((REVOKED, revoked), *((role.value, any_role) for role in Role)):
        if "admin" in path and name not in (Role.ADMINISTRATOR.value, REVOKED):
            continue
        caller = callers[name]
        assert ask(caller, method, path, {"Authorization": f"Bearer {caller.token}", **more}) == status, name


def test_every_order_has_its_line_in_the_table(shared: Server) -> None:
    assert set(Orders(shared.hub, lambda: b"").calls) == set(ORDERS)


def test_each_order_is_taken_from_those_who_may_give_it(shared: Server) -> None:
    phrase = "words of a supervisor"
    with shared.hub.writing() as c:
        people_accounts.set_account(c, "A. Diaz", "supervisor", people_accounts.hashed(phrase), by="K. Mori")
    shown = [(call, "A. Diaz", phrase, may) for call, may in ORDERS.items()]
    for call, name, words, may in [*shown, ("code", "administrator", shared.phrase, True)]:
        order = {"account": name, "passphrase": words, "device": "no such device", "role": "nonsense"}
        told = shared.client().post(f"/v1/admin/{call}", content=json.dumps(order).encode())
        assert told.status_code in {200, 403}, (call, name)
        assert ("Only an administrator" not in told.text) is may, (call, name)


def labels(marking: str, audience: str = "", event: bytes = GAMES) -> Labels:
    return event, marking, audience


EVERYWHERE = [labels(marking, audience) for marking in sorted(ALL) for audience in ("", "FIRE")]
BESIDE = [labels("GREEN", "", OTHER), labels("AMBER", "", NIL), labels("RED", "", NIL)]


def seen_by(role: Role, *, one_event: bool = False) -> set[bytes]:
    """The scopes that a role sees, as the table says."""
    open_, named = SEEN[role]
    found = {scope_id(*labels(marking)) for marking in open_} | {scope_id(*labels(one, "FIRE")) for one in named}
    return found | {scope_id(*BESIDE[1])} | (set() if one_event else {scope_id(*BESIDE[0])})


@pytest.fixture(scope="module")
def written(shared: Server) -> set[bytes]:
    """A word in every scope of the tables."""
    writer = Caller(shared)
    writer.sign_in()
    for where in EVERYWHERE + BESIDE:
        assert writer.say(where, f"in {where[1]}").status_code == 200
    return {scope_id(*where) for where in EVERYWHERE + BESIDE}


@pytest.mark.parametrize("one_event", [False, True])
@pytest.mark.parametrize("role", [*Role])
def test_each_role_is_shown_its_scopes_and_no_others(
    shared: Server, written: set[bytes], role: Role, *, one_event: bool
) -> None:
    caller = Caller(shared, Right(role.value, event=GAMES if one_event else b""))
    caller.sign_in()
    wanted = seen_by(role, one_event=one_event)
    pulled = unpack(caller.read().content, Pulled)
    assert {stream.scope for stream in pulled.streams if stream.pieces} & written == wanted & written
    assert set(unpack(caller.ask("heads", b"").content, Heads).scopes) & written == wanted & written
    signed = caller.client.get("/v1/checkpoints", headers={"Authorization": f"Bearer {caller.token}"})
    assert {one.scope for one in unpack(signed.content, Checkpoints).of} & written == wanted & written


@pytest.mark.parametrize("role", [*Role])
def test_each_role_writes_where_it_sees_and_nowhere_else(shared: Server, written: set[bytes], role: Role) -> None:
    caller = Caller(shared, Right(role.value))
    caller.sign_in()
    for where in EVERYWHERE:
        taken = unpack(caller.say(where, "a word").content, Taken)
        may = role not in READERS and scope_id(*where) in seen_by(role)
        assert bool(taken.refused) is not may, where
