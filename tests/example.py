"""A small workspace to show one feature with: the least that builds, and what a test adds to it."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jdgen.build.files import Order, files
from jdgen.compose.job import compose
from jdgen.documents.document import Document, documents
from jdgen.formats.blocks import Bullets, Heading, Numbered, Paragraph, Table, plain
from jdgen.model.job import Audience, Edition, Job
from jdgen.problems import InvalidInput, Problem
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from jdgen.formats.blocks import Block

REPOSITORY = Path(__file__).parent.parent
ORGANISATION = """\
name: Hale District Council
language: en-GB
assessment_methods: {A: Application form, I: Interview, T: Test}
"""
FAMILY = "title: Works\ndescription: Jobs that build and mend things.\n"
LEVEL = "title: Crew\nrank: 1\n"
ROLE = "title: Paviour\nfamily: works\nlevel: W1\n"
SECTIONS = "sections:\n  purpose: Keeps pavements safe.\n"
CRITERIA = """\
person_specification:
  - category: Skills
    criteria:
      - {text: Lays slabs level., importance: essential, assessed_by: [A, T]}
"""


class Example:
    """One vacancy, of one role, at one level; each file says what a test gives it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(REPOSITORY / "templates", root / "templates")
        self.organisation("")
        self.family("")
        self.level("")
        self.role("")
        self.vacancy("")

    def write(self, file: str, text: str) -> None:
        """Write a file of the workspace."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def organisation(self, text: str) -> None:
        """Add to what HR policy says."""
        self.write("families/organisation.yaml", ORGANISATION + text)

    def family(self, text: str) -> None:
        """Add to the family."""
        self.write("families/works/family.yaml", FAMILY + text)

    def level(self, text: str, grades: str = '["4"]', key: str = "W1") -> None:
        """Add to the level."""
        self.write(f"families/works/levels/{key}.yaml", f"{LEVEL}grades: {grades}\n{text}")

    def role(self, text: str, *, sections: str = SECTIONS, criteria: str = CRITERIA) -> None:
        """Add to the role."""
        self.write("families/works/roles/paviour.yaml", ROLE + text + sections + criteria)

    def vacancy(self, text: str) -> None:
        """Add to the vacancy."""
        self.write("vacancies/one.yaml", f"role: paviour\n{text}")

    def layout(self, text: str) -> None:
        """Write a layout called ours, of the documents given, that extends the standard one."""
        self.write("templates/ours/layout.yaml", f"title: Ours\nextends: standard\n{text}")

    # --- what is made of it -----------------------------------------------------------------------

    def library(self, language: str = "", as_of: str = "") -> Library:
        """Return the workspace as the command line would read it."""
        tag = Library(self.root).setting.find(language) if language else ""
        return Library(self.root, tag or "", date.fromisoformat(as_of) if as_of else None)

    def job(self, target: str = "one", edition: Edition | None = None, **read: str) -> Job:
        """Return the job of a vacancy, role, level or family."""
        library = self.library(**read)
        found = find(library, target).target
        return job_of(library, found, edition or Edition())

    def documents(
        self,
        target: str = "one",
        layout: str = "standard",
        *,
        audience: Audience = "job-description",
        draft: bool = False,
        **read: str,
    ) -> dict[str, Document]:
        """Return the documents of a target by their kinds."""
        library = self.library(**read)
        found = find(library, target).target
        job = job_of(library, found, Edition(audience, draft))
        made = documents(job, library.layout(layout))
        return {document.kind: document for document in made}

    def markdown(
        self, kind: str = "job-description", target: str = "one", layout: str = "standard"
    ) -> str:
        """Return one document's Markdown."""
        return self.documents(target, layout)[kind].markdown

    def word(
        self,
        kind: str = "job-description",
        layout: str = "standard",
        *,
        audience: Audience = "job-description",
        **read: str,
    ) -> str:
        """Return the main part of one Word document, as XML."""
        library = self.library(**read)
        order = Order([layout], ["docx"], Edition(audience))
        made = files(library, find(library, "one").target, order).files
        [data] = [data for name, data in made.items() if name.split("/")[1].startswith(kind)]
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()

    def problems(self, target: str = "one", layout: str = "standard", **read: str) -> list[Problem]:
        """Return what is wrong with the documents of a target."""
        with pytest.raises(InvalidInput) as caught:
            self.documents(target, layout, **read)
        return list(caught.value.problems)

    def role_job(self) -> Job:
        """Return the role's job, without a vacancy."""
        path = self.root / "families/works/roles/paviour.yaml"
        return compose(self.library().lineage_of_role(path))


def outline(document: Document) -> list[str]:
    """Return a document as one line a block: what a reader sees of its structure."""
    return list(_lines(document.blocks))


def _lines(blocks: tuple[Block, ...], indent: str = "") -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading(level, spans):
                lines.append(f"{'#' * level} {plain(spans)}")
            case Paragraph(spans):
                lines.append(indent + plain(spans))
            case Bullets(items) | Numbered(items):
                start = block.start if isinstance(block, Numbered) else 0
                for number, item in enumerate(items, start=start):
                    mark = f"{number}." if start else "-"
                    first, *rest = _lines(item, indent)
                    lines += [f"{indent}{mark} {first.strip()}", *(f"  {line}" for line in rest)]
            case Table(header, rows):
                lines += [" | ".join(map(plain, row)) for row in (header, *rows)]
    return lines


def section(document: Document, title: str) -> list[str]:
    """Return the lines of one section, below its heading."""
    lines = outline(document)
    start = lines.index(f"## {title}") + 1
    end = next((at for at in range(start, len(lines)) if lines[at].startswith("## ")), None)
    return lines[start:end]


def facts(document: Document) -> dict[str, str]:
    """Return the table of facts at the top of a document."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    return {plain(label): plain(value) for label, value in table.rows}
