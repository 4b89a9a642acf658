"""Layouts and pay tables for small examples of each feature."""

from __future__ import annotations

PAY = """\
pay:
  - effective: 2026-04-01
    grades: {"4": {title: Grade 4, minimum: 24000, maximum: 26000}}
  - effective: 2027-04-01
    grades: {"4": {title: Grade 4, minimum: 25000, maximum: 27000}}
"""


def ours(sections: str, more: str = "") -> str:
    """Return a layout of one document with the sections given, and all that the example says."""
    return (
        f"documents:\n  sheet:\n    title: Sheet\n{more}"
        "    sections:\n      - {id: purpose, title: Purpose}\n"
        f"{sections}"
    )


PLAIN_CRITERIA = "      - {id: person-specification, title: Criteria}\n"


EVALUATION = """\
evaluation:
  scheme: Local scheme
  reference: JE-9
  date: 2026-05-01
  panel: May panel
  total: "30"
  factors:
    - {factor: Knowledge, level: 2-3ab, score: "20", why: Knows stone.}
    - {factor: Effort, level: "1", score: "10"}
"""
