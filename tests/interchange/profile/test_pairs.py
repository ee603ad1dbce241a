"""Phones and addresses out of cells of any shape."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.interchange.profile.pairs import addresses, phones


@pytest.mark.parametrize(
    "raw",
    [
        "work: (213) 473-3231; home: 911",
        [["work", "(213) 473-3231"], ["home", "911"]],
        [{"label": "work", "number": "(213) 473-3231"}, {"type": "home", "value": "911"}],
        '[["work", "+12134733231"], ["home", "911"]]',
    ],
)
def test_a_cell_of_any_shape_gives_labels_and_numbers(raw: Any) -> None:
    assert phones(raw) == [["work", "+12134733231"], ["home", "911"]]


def test_empty_numbers_are_left_out() -> None:
    assert phones("; ;") == []
    assert phones([["work", ""], None]) == []


def test_addresses_lose_their_scheme_and_keep_their_label() -> None:
    assert addresses("work: l.chen@example.org\nmailto:b@example.org") == [
        ["work", "l.chen@example.org"],
        ["", "b@example.org"],
    ]
