"""Files that are not code are found in a checkout and in a wheel, and nothing outside them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.models import resources


def test_a_checkout_reads_its_own_resources_folder() -> None:
    checkout = Path(resources.__file__).resolve().parents[2]
    assert resources.resource("exercise", "venues.json") == checkout / "resources" / "exercise" / "venues.json"
    assert resources.vendor("leaflet") == checkout / "eocdesk" / "_vendor" / "leaflet"


def test_a_wheel_reads_the_resources_it_carries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.resource("styles") == tmp_path / "_resources" / "styles"


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("a/../../b",), ("/etc/passwd",)])
def test_a_path_that_leads_out_is_an_error(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="leads out of"):
        resources.resource(*parts)
    with pytest.raises(ValueError, match="leads out of"):
        resources.vendor(*parts)
