"""The small workspace of `cases/base`, and what its files are called."""

from __future__ import annotations

from example import REPOSITORY

BASE = REPOSITORY / "tests" / "cases" / "base"

ORGANISATION = "families/organisation.yaml"
FAMILY = "families/enquiries/family.yaml"
LEVEL = "families/enquiries/levels/ENQ2.yaml"
ROLE = "families/enquiries/roles/adviser.yaml"
VACANCY = "vacancies/adviser-west.yaml"
LAYOUT = "templates/standard/layout.yaml"
KINDS = [ORGANISATION, FAMILY, LEVEL, ROLE, VACANCY, LAYOUT]
