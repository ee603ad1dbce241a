"""The service and the container of a hub: they start what there is, keep it closed in, and stop it in order."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from eocdesk.cli.arguments import parser
from tests.house.tree import ROOT
from tests.kit import servers

SERVICE = ROOT / "packaging" / "eocdesk-hub.service"
CONTAINER = ROOT / "packaging" / "Containerfile"
WITHOUT_A_SCREEN = """
import sys

class No:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "PySide6QtAds"}:
            raise ImportError(name)

sys.meta_path.insert(0, No())
from eocdesk.cli import hub
from eocdesk.server import run
"""


def service() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", SERVICE.read_text("utf-8"), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def test_the_service_starts_a_command_that_there_is() -> None:
    told = service()
    (serve,) = (value for value in told["Environment"] if "EOCDESK_SERVE" in value)
    words = shlex.split(told["ExecStart"][0].replace("$EOCDESK_SERVE", shlex.split(serve)[0].partition("=")[2]))
    asked = parser().parse_args(words[1:])
    assert asked.host == "0.0.0.0"  # noqa: S104  what is tested
    assert asked.data == "${STATE_DIRECTORY}"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateDevices", "yes"),
        ("StateDirectoryMode", "0700"),
        ("UMask", "0077"),
        ("CapabilityBoundingSet", ""),
        ("KillSignal", "SIGTERM"),
    ],
)
def test_the_service_is_closed_in(key: str, value: str) -> None:
    assert service()[key] == [value]


def test_the_service_waits_longer_than_the_hub_needs_to_stop() -> None:
    from eocdesk.server.run import STOP_S  # noqa: PLC0415

    assert int(service()["TimeoutStopSec"][0]) > STOP_S


def test_the_container_runs_as_nobody_and_starts_a_command_that_there_is() -> None:
    text = CONTAINER.read_text("utf-8")
    assert re.search(r"^USER hub$", text, re.MULTILINE)
    assert re.search(r"^VOLUME /data$", text, re.MULTILINE)
    (command,) = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)
    asked = parser().parse_args(re.findall(r'"([^"]*)"', command)[1:])
    assert asked.port == int(re.findall(r"^EXPOSE (\d+)$", text, re.MULTILINE)[0])


def test_the_container_s_health_is_asked_of_a_hub_that_serves_as_it_does(tmp_path: Path) -> None:
    text = CONTAINER.read_text("utf-8")
    (asked,) = re.findall(r"^HEALTHCHECK .* CMD (\[.*?\])$", text, re.MULTILINE | re.DOTALL)
    command = json.loads(asked.replace("\\\n", ""))
    hub = servers.start(tmp_path / "hub", "--tls")
    try:
        words = [sys.executable, *(word.replace("https://127.0.0.1:8460", hub.url) for word in command[1:])]
        assert subprocess.run(words, capture_output=True, text=True, check=False).returncode == 0
        hub.stop()
        assert subprocess.run(words, capture_output=True, text=True, check=False).returncode != 0
    finally:
        hub.close()


def test_a_hub_needs_none_of_the_screen_s_libraries() -> None:
    told = subprocess.run([sys.executable, "-c", WITHOUT_A_SCREEN], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr[-800:]
