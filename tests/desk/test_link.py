"""The desk's link: what it says of itself."""

from __future__ import annotations

from eocdesk.desk.link import LinkStanding, LinkState


def test_a_desk_that_joined_nobody_claims_nothing() -> None:
    standing = LinkStanding()
    assert standing.state is LinkState.ALONE
    assert standing.unsent is None
    assert standing.met is None
