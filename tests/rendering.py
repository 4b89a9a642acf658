"""A workspace whose layout a test writes, and its Markdown."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY

from jdgen.compose.job import compose
from jdgen.documents.document import Document, documents
from jdgen.documents.render import render
from jdgen.problems import InvalidInput, Problem
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path

ORGANISATION = """\
name: Northmere Council
language: en-GB
facts: {motto: "*Bold* <b>R&D</b> [x](y) | z"}
assessment_methods: {A: Application form, I: Interview}
"""


FAMILY = "title: Works\ndescription: Jobs that build things.\n"


LEVEL = """\
title: Support
code: W1
rank: 1
grades: ["4"]
"""


ROLE = "title: Clerk\nfamily: works\nlevel: W1\n"


VACANCY = "role: clerk\n"


LAYOUT = """\
title: Ours
documents:
  job-description:
    title: Job description
    template: document.md.j2
"""


SECTIONS = """\
sections:
  purpose: Why the job is there.
  duties: [First, Second]
"""


class Workspace:
    """A small workspace with the standard layout and one of its own, called ours."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(REPOSITORY / "templates", root / "templates")
        self.write("families/organisation.yaml", ORGANISATION)
        self.write("families/works/family.yaml", FAMILY)
        self.level("")
        self.write("families/works/roles/clerk.yaml", ROLE)
        self.write("vacancies/one.yaml", VACANCY + SECTIONS)

    def write(self, file: str, text: str) -> Path:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def level(self, text: str) -> None:
        self.write("families/works/levels/W1.yaml", LEVEL + text)

    def vacancy(self, text: str) -> None:
        self.write("vacancies/one.yaml", VACANCY + text)

    def layout(self, text: str, template: str = "") -> None:
        """Write the layout called ours: one document with what the text says of it."""
        self.write("templates/ours/layout.yaml", LAYOUT + text)
        extends = '{% extends "standard/document.md.j2" %}\n'
        self.write("templates/ours/document.md.j2", template or extends)

    def markdown(self, layout: str = "ours") -> str:
        """Return the vacancy's first document."""
        library = Library(self.root)
        job = compose(library.lineage_of_vacancy(self.root / "vacancies/one.yaml"))
        return render(job, library.layout(layout))[0].markdown

    def documents(self, layout: str = "ours") -> list[Document]:
        library = Library(self.root)
        job = compose(library.lineage_of_vacancy(self.root / "vacancies/one.yaml"))
        return documents(job, library.layout(layout))

    def problem(self) -> Problem:
        with pytest.raises(InvalidInput) as caught:
            self.documents()
        [problem] = caught.value.problems
        return problem
