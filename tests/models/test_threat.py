"""Threats: likelihood in the seven words of ICD 203, and confidence apart from it."""

from __future__ import annotations

from eocdesk.models import Report, Threat, defaults_of, fields_of
from eocdesk.models.threat import LIKELIHOODS
from eocdesk.store import search


def test_likelihood_has_the_seven_analytic_words_and_one_for_not_assessed() -> None:
    assert len(LIKELIHOODS) == 8
    assert defaults_of(Threat)["likelihood"] == "unassessed"
    assert {"likelihood", "confidence"} <= set(fields_of(Threat))


def test_identifying_data_is_never_found_by_search() -> None:
    assert {"identifying", "predicate"} <= set(fields_of(Report))
    assert not {"identifying", "predicate"} & set(search.searched("report"))
