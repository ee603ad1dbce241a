"""Files over HTTP: brought in pieces, given from an offset on; the same “no” to whoever may not have one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest

from eocdesk.models.right import Right
from eocdesk.store.sealed_file import CHUNK
from eocdesk.sync.files import Asked, Told
from eocdesk.sync.protocol import unpack
from tests.kit.hubs import AMBER, OFFICER, PARTNER
from tests.kit.papers import document
from tests.kit.servers import Caller, Server, start

NOBODYS = "cd" * 32


class Bringer(Caller):
    """A device with a file of its own."""

    def __init__(self, server: Server, right: Right = OFFICER) -> None:
        super().__init__(server, right)
        self.sign_in()
        self.data = self.dev * 5000
        self.name = hashlib.sha256(self.data).hexdigest()

    def call(self, method: str, name: str = "", body: bytes = b"", **headers: str) -> httpx.Response:
        headers["Authorization"] = f"Bearer {self.token}"
        told = {key.replace("_", "-"): value for key, value in headers.items()}
        return self.client.request(method, f"/v1/files/{name or self.name}", content=body, headers=told)

    def names(self) -> None:
        assert self.push([document(self, AMBER, self.name)], self.end(AMBER)).status_code == 200

    def put(self, begin: int, end: int, *, last: bool = False) -> httpx.Response:
        piece = self.data[begin:end]
        return self.call("PATCH", body=piece, Upload_Offset=str(begin), Upload_Complete="?1" if last else "?0")

    def asked(self, name: str) -> Told:
        return unpack(self.ask("files/asked", Asked([name], [name])).content, Told)


def test_a_file_is_brought_gone_on_with_and_given_to_another_desk(shared: Server) -> None:
    bringer, reader = Bringer(shared), Bringer(shared)
    bringer.names()
    assert bringer.asked(bringer.name) == Told([bringer.name], {})
    told = bringer.put(0, 30_000)
    assert (told.status_code, told.headers["Upload-Offset"], told.headers["Upload-Complete"]) == (204, "30000", "?0")
    told = bringer.put(0, 30_000)
    assert (told.status_code, told.headers["Upload-Offset"]) == (409, "30000")
    told = bringer.call("HEAD")
    assert (told.status_code, told.headers["Upload-Offset"], told.headers["Upload-Complete"]) == (204, "30000", "?0")
    told = bringer.put(30_000, 80_000, last=True)
    assert (told.status_code, told.headers["Upload-Complete"]) == (204, "?1")
    assert reader.asked(bringer.name) == Told([], {bringer.name: 80_000})
    assert reader.call("GET", bringer.name).content == bringer.data
    part = reader.call("GET", bringer.name, Range="bytes=70001-")
    assert (part.status_code, part.content) == (206, bringer.data[70_001:])
    assert reader.call("GET", bringer.name, Range="bytes=80000-").content == b""


def test_not_here_and_not_yours_sound_alike(shared: Server) -> None:
    bringer, partner = Bringer(shared), Bringer(shared, PARTNER)
    bringer.names()
    bringer.put(0, 80_000, last=True)
    answers = [
        [
            partner.call("HEAD", name),
            partner.call("GET", name),
            partner.call("PATCH", name, bringer.data, Upload_Offset="0", Upload_Complete="?1"),
            partner.ask("files/asked", Asked([name], [name])),
        ]
        for name in (bringer.name, NOBODYS, "no-name")
    ]
    told = [[(one.status_code, one.content) for one in some] for some in answers]
    assert told[0] == told[1] == told[2]
    assert [status for status, _ in told[0]] == [404, 404, 404, 200]
    assert partner.asked(bringer.name) == Told([], {})


def test_nobody_without_a_token_and_no_desk_that_was_put_out_is_answered(shared: Server) -> None:
    bringer = Bringer(shared)
    bringer.names()
    bringer.put(0, 80_000, last=True)
    bringer.revoke()
    calls = ("HEAD", "GET", "PATCH")
    assert [bringer.call(call).status_code for call in calls] == [403, 403, 403]
    bringer.token = bringer.token[:-1]
    assert [bringer.call(call).status_code for call in calls] == [401, 401, 401]
    assert bringer.ask("files/asked", Asked([], [])).status_code == 401


@pytest.mark.parametrize("told", ["", "-1", "0x10", "9" * 30, "1 2"])
def test_pieces_that_belong_nowhere_or_hold_too_much_are_not_taken(shared: Server, told: str) -> None:
    bringer = Bringer(shared)
    bringer.names()
    assert bringer.call("PATCH", body=b"a", Upload_Offset=told).status_code == 400
    assert bringer.call("GET", Range="bytes=5-9,11-").status_code == 416
    assert bringer.call("PATCH", body=b"", Upload_Offset="0").status_code == 204
    assert bringer.call("PATCH", body=bytes(CHUNK + 1), Upload_Offset="0").status_code == 413
    assert bringer.call("PATCH", body=b"not it", Upload_Offset="0", Upload_Complete="?1").status_code == 403
    assert bringer.call("HEAD").headers["Upload-Offset"] == "0"
    assert bringer.ask("files/asked", b"nonsense").status_code == 400


def test_a_hub_without_room_takes_the_log_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    server = start(folder, "--quota", "0", "--files", str(folder.with_name("elsewhere")))
    try:
        bringer = Bringer(server)
        bringer.names()
        told = bringer.put(0, 100)
        assert (told.status_code, "no room" in told.json()["sentence"]) == (507, True)
        assert bringer.say().status_code == 200
        assert folder.with_name("elsewhere").is_dir()
    finally:
        server.close()
