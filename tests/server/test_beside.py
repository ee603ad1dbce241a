"""A hub asks the outside only where it was told to, at its own door, as a desk with a right for that alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.models import enrolment
from eocdesk.server import tls
from eocdesk.server.beside import Beside
from eocdesk.server.settings import Settings
from eocdesk.store.hub import people
from eocdesk.store.hub.hub import Hub
from tests.kit.servers import start


def test_a_hub_that_was_not_asked_to_reads_no_feeds(file_hub: Hub, tmp_path: Path) -> None:
    beside = Beside(Settings(tmp_path), file_hub, tls.own(tmp_path, []))
    beside.start(1)
    beside.stop()
    assert beside.told() == []
    assert not (tmp_path / "feeds").exists()


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8460"),
        ("0.0.0.0", "https://127.0.0.1:8460"),  # noqa: S104  not listened on
        ("::1", "http://[::1]:8460"),
        ("hub.example", "https://hub.example:8460"),
    ],
)
def test_its_own_door_is_found(host: str, url: str, file_hub: Hub, tmp_path: Path) -> None:
    assert Beside(Settings(tmp_path, host=host), file_hub, tls.own(tmp_path, []))._url(8460) == url


def test_its_code_is_for_feeds_alone(file_hub: Hub, tmp_path: Path) -> None:
    certificate = tls.own(tmp_path, [])
    code = enrolment.parse(Beside(Settings(tmp_path), file_hub, certificate)._code())
    assert code.pin == enrolment.pin_of(certificate.der)
    with file_hub.writing() as c:
        let_in = people.redeem(c, code.secret, b"d" * 16, b"k" * 32, b"b" * 32)
    assert [right.role for right in let_in.rights] == ["feeds"]


@pytest.mark.parametrize("words", [("--feeds", "LA28"), ("--tls", "--feeds")])
def test_a_hub_process_with_feeds_lets_its_desk_in_and_stops_in_order(words: tuple[str, ...], tmp_path: Path) -> None:
    server = start(tmp_path / "hub", *words)
    try:
        names: list[str] = []
        for _ in range(600):
            with server.hub.reading() as c:
                names = [one.name for one in people.devices(c)]
            if names or server.process.poll() is not None:
                break
            server.client().get("/v1/health")
    finally:
        server.hub.close()
        assert server.stop() == 0
    assert names == ["Feeds of the hub"]
