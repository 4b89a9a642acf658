"""Workspaces that are stored: the repository's own, with what it holds, and `cases/base`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from example import REPOSITORY

from jdgen.cli.options import Kind
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path


KINDS = [kind.value for kind in Kind if kind not in {Kind.axes, Kind.rules}]  # without files
VACANCIES = sorted(path.stem for path in (REPOSITORY / "examples/vacancies").glob("*.yaml"))
LEVELS = {
    "grounds-maintenance": ["GRM3", "GRM4", "GRM5", "GRM7"],
    "ict": ["TRA6-8", "TRA9-10", "TRA11", "TRA12", "TRA13", "TRA14"],
    "project-delivery": [f"PRO{number}" for number in range(8, 15)],
}


EVERY_LEVEL = [key for keys in LEVELS.values() for key in keys]
ROLES = [
    "grounds-maintenance-operative",
    "parks-team-leader",
    "ict-service-manager",
    "ict-support-analyst",
    "infrastructure-engineer",
    "pmo-analyst",
    "programme-manager",
    "project-manager",
    "project-support-officer",
]


CLAUSES = [
    clause.id
    for clauses in (
        Library(REPOSITORY).organisation().clauses,
        *(Library(REPOSITORY).family(family).clauses for family in LEVELS),
    )
    for versions in clauses.values()
    for clause in versions
]


LAYOUTS = ["capability", "job-family", "numbered", "role-profile", "standard"]
HOUSE_STYLES = ["banded", "formal", "plain"]
DOCUMENTS = ["job-description", "person-specification"]


def copied(folder: Path) -> Path:
    """Copy the repository's workspace into a folder."""
    for name in ("families", "templates", "examples"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


def everything_built(vacancies: list[str], endings: tuple[str, ...] = ("docx", "md")) -> list[str]:
    """Return what `build --all` writes, in order."""
    documents = [f"{vacancy}/{document}" for vacancy in vacancies for document in DOCUMENTS]
    for family, keys in LEVELS.items():
        documents += (f"families/{family}/{key}/level-profile" for key in keys)
        documents.append(f"families/{family}/family-guide")
    return [f"{document}.{ending}" for document in documents for ending in endings]


FIRST = {
    "families": list(LEVELS),
    "levels": EVERY_LEVEL,
    "roles": ROLES,
    "vacancies": VACANCIES,
    "clauses": CLAUSES,
    "layouts": LAYOUTS,
    "house-styles": HOUSE_STYLES,
}


# --- the small one of `cases/base` ----------------------------------------------------------------

BASE = REPOSITORY / "tests" / "cases" / "base"

ORGANISATION = "families/organisation.yaml"
FAMILY = "families/enquiries/family.yaml"
LEVEL = "families/enquiries/levels/ENQ2.yaml"
ROLE = "families/enquiries/roles/adviser.yaml"
VACANCY = "vacancies/adviser-west.yaml"
LAYOUT = "templates/standard/layout.yaml"
FILES = [ORGANISATION, FAMILY, LEVEL, ROLE, VACANCY, LAYOUT]


def base_copied(folder: Path) -> Path:
    """Copy the small workspace into a folder, with the standard layout."""
    shutil.copytree(BASE, folder)
    shutil.copytree(REPOSITORY / "templates/standard", folder / "templates/standard")
    return folder
