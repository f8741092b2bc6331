"""The statuses of facts, as tables.

1. `GRADES`: what one statement weighs, from who says it (voice), whether it affirms (polarity) and how it means it (modality).
   The first row that fits decides; `*` fits all.

   | voice   | polarity | modality                            | grade    | why                                               |
   |---------|----------|-------------------------------------|----------|---------------------------------------------------|
   | any     | affirmed | possible, hypothetical, desired     | Possible | a possibility or a wish says not that it is so    |
   | any     | negated  | possible, hypothetical, desired     | Possible | nor that it is not so                             |
   | any     | negated  | actual, planned, expected, ordered  | Denied   | whoever says it                                   |
   | any     | affirmed | planned, expected, ordered          | Planned  | it lies ahead, whoever says it                    |
   | outlet  | affirmed | actual                              | Asserted | the outlet speaks itself, or cites itself         |
   | agency  | affirmed | actual                              | Reported | the outlet relays agencies or other outlets only  |
   | speaker | affirmed | actual                              | Claimed  | anyone else is in the chain of attribution        |

2. `fact_status`: what a fact is, from the grades of its statements. Statements of superseded documents count only if there are no others.

   | statements                                                      | status    |
   |-----------------------------------------------------------------|-----------|
   | all of superseded documents                                     | Retracted |
   | some Denied, and some Asserted, Reported, Planned or Claimed     | Disputed  |
   | else the first present of Asserted, Reported, Planned, Claimed   | that      |
   | else some Denied                                                | Denied    |
   | else                                                            | Possible  |

3. `has_direct_edge`: whether a fact has an edge of its own in the graph.

   | status             | confidence | object | commitment                                          | edge |
   |--------------------|------------|--------|-----------------------------------------------------|------|
   | Asserted, Reported | ≥ .5       | set, not the subject | –                                     | yes  |
   | Planned            | any        | set, not the subject | the relation rests on it and a party voices it | yes |
   | anything else      |            |        |                                                     | no   |

Invariants: the functions are total over the model's polarities, modalities and statuses; a denial, a claim, a possibility or a wish
never gives an edge.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from kg.model import Modality, Polarity, Status

Voice = Literal["outlet", "agency", "speaker"]
EDGE_CONFIDENCE = 0.5

_AHEAD: tuple[Modality, ...] = ("planned", "expected", "ordered")
_UNSURE: tuple[Modality, ...] = ("possible", "hypothetical", "desired")
_AFFIRMING: tuple[Status, ...] = ("Asserted", "Reported", "Planned", "Claimed")

GRADES: tuple[tuple[Voice | Literal["*"], Polarity | Literal["*"], tuple[Modality, ...], Status], ...] = (
    ("*", "*", _UNSURE, "Possible"),
    ("*", "negated", ("actual", *_AHEAD), "Denied"),
    ("*", "affirmed", _AHEAD, "Planned"),
    ("outlet", "affirmed", ("actual",), "Asserted"),
    ("agency", "affirmed", ("actual",), "Reported"),
    ("speaker", "affirmed", ("actual",), "Claimed"),
)


def grade(voice: Voice, polarity: Polarity, modality: Modality) -> Status:
    """Weigh one statement by the first row of `GRADES` that fits.

    Args:
        voice: `outlet`, `agency` or `speaker`.
        polarity: of the statement.
        modality: of the statement.

    Returns:
        Asserted, Reported, Planned, Claimed, Possible or Denied.

    Raises:
        ValueError: for a word that is none of the model's.

    Example:
        >>> grade("speaker", "affirmed", "actual"), grade("outlet", "negated", "actual"), grade("speaker", "affirmed", "planned")
        ('Claimed', 'Denied', 'Planned')
    """
    for row_voice, row_polarity, modalities, status in GRADES:
        if row_voice in ("*", voice) and row_polarity in ("*", polarity) and modality in modalities:
            return status
    raise ValueError(f"no status for voice {voice!r}, polarity {polarity!r}, modality {modality!r}")


def fact_status(grades: Collection[Status], *, superseded: bool) -> Status:
    """Say what a fact is.

    Args:
        grades: of its statements that count; not empty.
        superseded: whether all its statements are of superseded documents.

    Returns:
        The status by the second table.

    Raises:
        ValueError: without grades.

    Example:
        >>> fact_status(["Asserted", "Denied"], superseded=False), fact_status(["Possible", "Denied"], superseded=False)
        ('Disputed', 'Denied')
    """
    if not grades:
        raise ValueError("a fact needs a statement")
    if superseded:
        return "Retracted"
    firmest = next((s for s in _AFFIRMING if s in grades), None)
    if firmest is not None:
        return "Disputed" if "Denied" in grades else firmest
    return "Denied" if "Denied" in grades else "Possible"


def has_direct_edge(status: Status, confidence: float, *, rests_on_commitment: bool, voiced: bool, complete: bool) -> bool:
    """Tell whether a fact has a direct edge, by the third table.

    Args:
        status: of the fact.
        confidence: in [0, 1].
        rests_on_commitment: whether the ontology says so of the relation.
        voiced: whether a party to it, its office holder or its state's voice commits to it.
        complete: whether it has an object that is not its subject.

    Example:
        >>> has_direct_edge("Planned", 0.9, rests_on_commitment=True, voiced=True, complete=True)
        True
        >>> has_direct_edge("Claimed", 1.0, rests_on_commitment=True, voiced=True, complete=True)
        False
    """
    if not complete:
        return False
    if status == "Planned":
        return rests_on_commitment and voiced
    return status in ("Asserted", "Reported") and confidence >= EDGE_CONFIDENCE
