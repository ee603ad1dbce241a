"""One person is known under each way of typing the name; two persons are two."""

from __future__ import annotations

import pytest

from eocdesk.models.signer import same_person


@pytest.mark.parametrize(
    "other",
    ["l. chen", "L Chen", " L.  Chen ", "Chen, L.", "\uff2c. Chen", "L.\u200b Chen", "L.\u00a0Chen", "L. Che\u0301n"],
)
def test_a_name_typed_another_way_is_the_same_person(other: str) -> None:
    assert same_person("L. Chen", other)


@pytest.mark.parametrize("other", ["Lee Chen", "L. Chan", "T. Baker", ""])
def test_another_name_is_another_person(other: str) -> None:
    assert not same_person("L. Chen", other)


def test_names_in_other_scripts_and_of_signs_alone_stay_apart() -> None:
    assert same_person("陳大文", "陳大文")
    assert not same_person("陳大文", "陳小文")
    assert not same_person("!", "?")
