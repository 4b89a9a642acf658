"""A small workspace to show one feature with: the least that builds, and what a test adds to it."""

from __future__ import annotations

import io
import json
import shutil
import unicodedata
import zipfile
from contextlib import chdir
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from typer.testing import CliRunner

from jdgen.build.files import Order, files
from jdgen.build.record import FOLDER as RECORDS
from jdgen.cli import app
from jdgen.documents.document import Document, documents
from jdgen.documents.render import as_advertised
from jdgen.formats.blocks import (
    Bullets,
    Contents,
    Heading,
    KeyFacts,
    Numbered,
    Paragraph,
    Signatures,
    Table,
    plain,
)
from jdgen.model.job import Audience, Edition, Job
from jdgen.model.section import Entry, Listing, Prose
from jdgen.problems import InvalidInput, Problem
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from click.testing import Result

    from jdgen.formats.blocks import Block

REPOSITORY: Final = Path(__file__).parent.parent
MORE_FACTS: Final = ("More about the post", "More about the role", "About this copy")
LAYERS: Final = ("organisation", "family", "level", "role", "vacancy")
KINDS: Final = ("family", "level", "version", "role", "vacancy", "layout")
"""What is called by the name of its file or folder."""

_NAMES: Final = {
    "family": "works",
    "level": "W1",
    "role": "paviour",
    "vacancy": "one",
    "layout": "standard",
}
ROLE: Final = "title: Paviour\nfamily: works\nlevel: W1\n"
STARTS: Final = {
    "organisation": "name: Hale District Council\nlanguage: en-GB\n"
    "assessment_methods: {A: Application form, I: Interview, T: Test}\n",
    "family": "title: Works\ndescription: Jobs that build and mend things.\n",
    "level": 'title: Crew\nrank: 1\ngrades: ["4"]\n',
    "version": 'title: Crew\nrank: 1\ngrades: ["5"]\n',
    "role": ROLE,
    "vacancy": "role: paviour\n",
}
"""What each file must say."""

SECTIONS: Final = "sections:\n  purpose: Keeps pavements safe.\n"
CRITERIA: Final = """\
person_specification:
  - category: Skills
    criteria:
      - {text: Lays slabs level., importance: essential, assessed_by: [A, T]}
"""


KEEPER: Final = (
    f"title: Keeper\nfamily: parks\nlevel: P1\nsections:\n  purpose: Keeps parks.\n{CRITERIA}"
)


@cache
def repository() -> Library:
    """Return the repository's workspace, read once for all tests that only ask it."""
    return Library(REPOSITORY)


class Example:
    """One vacancy, of one role, at one level; a test gives what each file says and is called."""

    def __init__(self, root: Path, **names: str) -> None:
        self.root = root
        self.names = _NAMES | names
        shutil.copytree(REPOSITORY / "templates/standard", root / Path(self.file("layout")).parent)
        self.says(role=SECTIONS + CRITERIA)
        if "version" in names:
            self.write(self.file("version"), STARTS["version"])

    # --- its files --------------------------------------------------------------------------------

    def file(self, kind: str, name: str = "") -> str:
        """Return the file of a layer, or of another kind of thing, which may have another name."""
        name, family = name or self.names.get(kind, ""), f"families/{self.names['family']}"
        return {
            "organisation": "families/organisation.yaml",
            "family": f"{family}/family.yaml",
            "level": f"{family}/levels/{name}.yaml",
            "version": f"{family}/levels/{name}.2027-04-01.yaml",
            "role": f"{family}/roles/{name}.yaml",
            "vacancy": f"vacancies/{name}.yaml",
            "layout": f"templates/{name}/layout.yaml",
        }[kind]

    def write(self, file: str, text: str) -> None:
        """Write a file of the workspace."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogateescape"))

    def copy(self, file: str, name: str) -> None:
        """Copy a file or folder of the workspace beside itself."""
        path = self.root / file
        make = shutil.copytree if path.is_dir() else shutil.copy
        make(path, path.parent / name)

    def take(self, layout: str) -> None:
        """Copy a layout of the repository's, beside the standard one that is there."""
        templates = self.root / "templates"
        shutil.copytree(REPOSITORY / "templates" / layout, templates / layout, dirs_exist_ok=True)

    def line(self, kind: str, text: str) -> int:
        """Return the line of a file on which a text stands."""
        lines = (self.root / self.file(kind)).read_text(encoding="utf-8").splitlines()
        [found] = [number for number, line in enumerate(lines, start=1) if text in line]
        return found

    def says(self, **said: str) -> Example:
        """Let each layer say what it must and what is given; a text with a title is all of it."""
        for layer in LAYERS:
            text = said.get(layer, "")
            self.write(
                self.file(layer), text if text.startswith("title:") else self._on(layer, text)
            )
        return self

    def _on(self, layer: str, text: str) -> str:
        """Return what a layer must say, by the names of this workspace, and what goes on."""
        start = STARTS[layer]
        for kind in {"role": ("family", "level"), "vacancy": ("role",)}.get(layer, ()):
            usual, name = _NAMES[kind], unicodedata.normalize("NFC", self.names[kind])
            said = name if name == usual else json.dumps(name, ensure_ascii=False)
            start = start.replace(f"{kind}: {usual}\n", f"{kind}: {said}\n")
        return start + text

    def organisation(self, text: str) -> None:
        """Add to what HR policy says."""
        self.write(self.file("organisation"), self._on("organisation", text))

    def family(self, text: str) -> None:
        """Add to the family."""
        self.write(self.file("family"), self._on("family", text))

    def level(self, text: str, grades: str = '["4"]', key: str = "") -> None:
        """Add to the level, or to another of its family."""
        said = STARTS["level"].replace('["4"]', grades) + text
        self.write(self.file("level", key), said)

    def role(self, text: str, *, sections: str = SECTIONS, criteria: str = CRITERIA) -> None:
        """Add to the role."""
        self.write(self.file("role"), self._on("role", text + sections + criteria))

    def vacancy(self, text: str) -> None:
        """Add to the vacancy."""
        self.write(self.file("vacancy"), self._on("vacancy", text))

    def layout(self, text: str) -> None:
        """Write a layout called ours, of the documents given, that extends the standard one."""
        self.write("templates/ours/layout.yaml", f"title: Ours\nextends: standard\n{text}")

    def sheet(self, text: str, template: str = '{% extends "standard/document.md.j2" %}\n') -> None:
        """Write a layout called ours that extends none: one document, with what is said of it."""
        self.write(
            "templates/ours/layout.yaml",
            "title: Ours\ndocuments:\n  job-description:\n    title: Job description\n"
            f"    template: document.md.j2\n{text}",
        )
        self.write("templates/ours/document.md.j2", template)

    # --- what is made of it -----------------------------------------------------------------------

    def run(self, *words: str) -> Result:
        """Run a command in the workspace."""
        with chdir(self.root):
            return CliRunner().invoke(app, list(words))

    def built(self) -> list[str]:
        """Return what was built, by paths below the output folder."""
        return sorted(standing(self.root / "build"))

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
        look = library.layout(layout)
        job = as_advertised(job_of(library, found, Edition(audience, draft)), look)
        made = documents(job, look)
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


def three(example: Example) -> Example:
    """Let there be a second family with a level, a role and a vacancy, and another vacancy."""
    family = "families/parks"
    example.write(f"{family}/family.yaml", "title: Parks\ndescription: Keeps parks.\n")
    example.write(f"{family}/levels/P1.yaml", 'title: Keeper\nrank: 1\ngrades: ["4"]\n')
    example.write(f"{family}/roles/keeper.yaml", KEEPER)
    example.write("vacancies/park.yaml", "role: keeper\n")
    example.write("vacancies/two.yaml", "role: paviour\nlocation: Thurso\n")
    return example


# --- how it is read -------------------------------------------------------------------------------


def standing(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder, but for the records of what was built."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != RECORDS
    }


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
            case (
                Bullets(items)
                | Numbered(items)
                | KeyFacts(items)
                | Contents(items)
                | Signatures(items)
            ):
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
    """Return the facts at the top of a document, and those that a section of more facts says."""
    top = next(block for block in document.blocks if isinstance(block, KeyFacts | Table))
    told = {}
    if isinstance(top, Table):
        told = {plain(label): plain(value) for label, value in top.rows}
    lines = _lines((top,)) if isinstance(top, KeyFacts) else []
    for title in MORE_FACTS:
        if f"## {title}" in outline(document):
            lines += section(document, title)
    return told | dict(
        line.removeprefix("- ").split(": ", 1) for line in lines if line.startswith("- ")
    )


def listed(job: Job, section: str) -> dict[str, list[str]]:
    """Return a section's texts by the heading that they stand under."""
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return {
        group.heading.text: [item.passage.text for item in group.entries]
        for group in content.groups
    }


def items(job: Job, section: str) -> list[Entry]:
    content = job.sections[section].content
    assert isinstance(content, Listing)
    return [item for group in content.groups for item in group.entries]


def prose(job: Job, section: str) -> list[str]:
    content = job.sections[section].content
    assert isinstance(content, Prose)
    return [passage.text for passage in content.passages]


def nfd(name: str) -> str:
    return unicodedata.normalize("NFD", name)


# --- texts to give it -----------------------------------------------------------------------------

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


OLD_PAY_LAST = """\
pay:
  - effective: 2027-04-01
    grades: {"4": {title: Grade 4, minimum: 30000, maximum: 32500}}
  - effective: 2026-04-01
    grades: {"4": {title: Old grade 4, minimum: 1, maximum: 2}}
"""


OPTIONAL = """\
sections:
  duties:
    - First
    - {id: money, optional: true, text: Pay invoices}
    - {id: people, text: Lead people}
    - Last
"""


ANY_OF = """\
sections:
  purpose:
    any_of:
      - {id: one, text: First purpose}
      - {id: two, text: Second purpose}
      - {id: three, text: Third purpose}
"""


PROFILES: Final = """\
title: Ours
extends: standard
documents:
  profile: {title: Profile, subject: level, sections: [{id: purpose, title: Purpose}]}
  guide: {title: Guide, subject: family, parts: [profile], sections: [{id: levels, title: Levels}]}
"""


MOTTO = 'facts: {motto: "*Bold* <b>R&D</b> [x](y) | z"}\n'
TWO_SECTIONS = """\
sections:
  purpose: Why the job is there.
  duties: [First, Second]
"""
