"""Templates: some come with the desk, the desk's people save their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from eocdesk.desk.settings import Settings
from eocdesk.models.errors import Refused
from eocdesk.models.incident import PRIORITIES, SEVERITIES
from eocdesk.ui.panes.incidents.compose.templates import Template, Templates, shipped


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    return Templates(Settings(tmp_path))


def test_the_shipped_ones_cover_the_usual_calls_in_words_the_log_knows() -> None:
    assert {"Medical", "Missing person", "Suspicious item", "Crowd density", "Weather", "Comms check"} <= {
        one.name for one in shipped()
    }
    for one in shipped():
        assert one.severity in dict(SEVERITIES)
        assert one.priority in dict(PRIORITIES)
        assert "[" in one.text


def test_a_saved_one_is_there_at_the_next_start_and_first(tmp_path: Path) -> None:
    Templates(Settings(tmp_path)).save(Template(" Gate  closed ", "Gate [n] closed.", 2, "priority"))
    again = Templates(Settings(tmp_path))
    assert again.all[0] == Template("Gate closed", "Gate [n] closed.", 2, "priority")
    assert again.is_saved("Gate closed")


def test_ones_own_medical_takes_the_place_of_the_shipped(templates: Templates) -> None:
    templates.save(Template("medical", "Ours."))
    found = templates.named("Medical")
    assert found is not None
    assert found.text == "Ours."
    assert [one.name for one in templates.all if one.name.casefold() == "medical"] == ["medical"]


def test_one_without_a_name_or_words_is_refused(templates: Templates) -> None:
    with pytest.raises(Refused, match="Type the words"):
        templates.save(Template("Gate", "  "))
    with pytest.raises(Refused, match="name"):
        templates.save(Template(" ", "words"))


def test_a_saved_one_can_be_dropped_a_shipped_one_not(templates: Templates) -> None:
    templates.save(Template("Gate", "words"))
    templates.forget("gate ")
    assert not templates.is_saved("Gate")
    with pytest.raises(Refused, match="No saved template"):
        templates.forget("Medical")


def test_settings_written_by_hand_do_no_harm(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.set("templates", {"A": "just words", "B": {"text": "b", "severity": 77, "priority": "loud"}})
    found = {one.name: one for one in Templates(settings).all}
    assert found["A"] == Template("A", "just words")
    assert found["B"] == Template("B", "b", 0, "routine")
