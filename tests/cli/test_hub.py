"""eocdesk serve, enrol-code, devices, revoke, hub-account: what an administrator types where the hub's data is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eocdesk.cli import hub as cli_hub
from eocdesk.models import clock, enrolment
from eocdesk.models.ids import event_id
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.store.hub import people, people_accounts
from eocdesk.store.hub.hub import Hub
from tests.cli.conftest import Shell
from tests.kit.hubs import BOX, PARTNER, Pen


@pytest.fixture
def hub(shell: Shell) -> Iterator[Hub]:
    """A hub in the shell's folder, as its first start leaves it."""
    shell.folder.mkdir()
    cli_hub._note(shell.folder, None)
    made = Hub.open(shell.folder)
    yield made
    made.close()


def redeemed(hub: Hub, text: str, dev: bytes = b"d" * 16) -> people.HubDevice:
    with hub.writing() as c:
        return people.redeem(c, text, dev, b"k" * 32, BOX, "Gate 3")


def test_the_code_is_the_last_word_and_lets_a_watch_officer_in_everywhere(shell: Shell, hub: Hub) -> None:
    told = shell("enrol-code")
    assert (told.code, told.err) == (0, "")
    text = told.out.split()[-1]
    assert enrolment.parse(text).fits(tls.served(shell.folder))
    assert redeemed(hub, text).rights == (Right("watch officer"),)
    assert "eocdesk join" in told.out


def test_a_code_says_all_that_was_asked_of_it(shell: Shell, hub: Hub) -> None:
    asked = ("--role", "Partner", "--event", "LA28", "--marking", "amber", "--audience", "fire,police")
    more = (
        "--until",
        "2028-07-31T06:00+00:00",
        "--why",
        "for the Games",
        "--name",
        "Fire HQ",
        "--hours",
        "2",
        "--lease",
        "72",
    )
    told = shell("enrol-code", *asked, *more, "--json").json
    assert (told["role"], told["event"]) == ("partner", "LA28")
    made = redeemed(hub, told["code"])
    until = clock.moment(datetime(2028, 7, 31, 6, tzinfo=UTC))
    assert made.name == "Fire HQ"
    assert made.rights == (
        Right("partner", event_id("LA28"), "AMBER", "FIRE,POLICE", until, "for the Games", 72 * 3_600_000),
    )


def test_a_code_as_a_picture(shell: Shell, hub: Hub, tmp_path: Path) -> None:
    file = tmp_path / "code.svg"
    assert shell("enrol-code", "--qr", str(file)).code == 0
    assert file.read_text("utf-8").startswith("<?xml")
    assert "cannot be written" in shell("enrol-code", "--qr", str(tmp_path / "no" / "code.svg")).err


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "king"),
        ("--marking", "purple"),
        ("--until", "soon"),
        ("--lease", "0.5"),
        ("--hours", "0"),
        ("--hours", "x"),
    ],
)
def test_words_that_make_no_code_are_misuse(shell: Shell, hub: Hub, words: tuple[str, ...]) -> None:
    told = shell("enrol-code", *words)
    assert told.code == 2
    assert told.sentence


def test_where_no_hub_is_none_is_made(shell: Shell) -> None:
    for words in (("enrol-code",), ("devices",), ("revoke", "x", "--why", "y"), ("hub-account",)):
        told = shell(*words)
        assert told.code == 1
        assert "There is no hub in" in told.sentence
    assert not shell.folder.exists()


def test_a_hub_whose_data_is_elsewhere_is_not_mistaken_for_an_empty_one(shell: Shell) -> None:
    shell.folder.mkdir()
    cli_hub._note(shell.folder, "postgresql://eoc:secret@db.example/hub")
    told = shell("enrol-code")
    assert told.code == 1
    assert "postgresql://…@db.example/hub" in told.sentence
    assert "secret" not in told.err + (shell.folder / cli_hub.NOTE).read_text("utf-8")
    assert [path.name for path in shell.folder.iterdir()] == [cli_hub.NOTE]


def test_the_database_may_be_named_by_the_surroundings(
    shell: Shell, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.folder.mkdir()
    cli_hub._note(shell.folder, postgres)
    monkeypatch.setitem(os.environ, cli_hub.DATABASE, postgres)
    code = shell("enrol-code").out.split()[-1]
    hub = Hub.open(shell.folder, postgres)
    try:
        assert redeemed(hub, code).name == "Gate 3"
    finally:
        hub.close()


def test_devices_are_listed_and_one_is_revoked_with_a_reason(shell: Shell, hub: Hub) -> None:
    assert "No desk has joined yet" in shell("devices").out
    assert shell("devices", "--json").json == []
    pen = Pen()
    pen.let_in(hub, PARTNER, "Fire HQ")
    assert "Fire HQ" in shell("devices").out
    assert shell("revoke", "Fire HQ").code == 2  # without a reason
    assert "Say why" in shell("revoke", "Fire HQ", "--why", " ").err
    assert "knows no device" in shell("revoke", "Police", "--why", "x").sentence
    told = shell("revoke", pen.dev.hex()[:6], "--why", "left in a taxi")
    assert told.code == 0
    assert "“Fire HQ” is revoked." in told.out
    assert "was revoked already" in shell("revoke", "fire hq", "--why", "again").out
    (listed,) = shell("devices", "--json").json
    assert (listed["why"], listed["id"]) == ("left in a taxi", pen.dev.hex())
    assert "left in a taxi" in shell("devices").out


def test_a_lost_passphrase_is_made_anew(shell: Shell, hub: Hub) -> None:
    phrase = shell("hub-account").out.split()[-1]
    with hub.reading() as c:
        found = people_accounts.account(c, people_accounts.FIRST)
    assert found is not None
    assert people_accounts.fits(phrase, found.phrase)
    made = shell("hub-account", "A. Diaz", "--role", "supervisor", "--json").json
    assert set(made) == {"account", "passphrase"}
    assert "An account is" in shell("hub-account", "x", "--role", "liaison").sentence


def test_serve_tells_a_tired_administrator_what_to_do(shell: Shell) -> None:
    told = shell.raw("serve", "--help")
    assert told.code == 0
    for words in (
        "--host",
        "--database",
        "enrol-code",
        "eocdesk join",
        "SIGTERM",
        "/v1/health",
        "eocdesk revoke",
        "--restored",
    ):
        assert words in told.out
    assert max(map(len, told.out.splitlines())) <= 110


def test_serve_refuses_what_cannot_be_meant(shell: Shell) -> None:
    assert shell("serve", "--certificate", "c.pem").code == 2
    assert shell("serve", "--port", "70000").code == 2
    assert shell("serve", "--port", "x").code == 2
    assert not shell.folder.exists()
