"""No word is lost: each text stands in a document, in what is left out, or is refused."""

from __future__ import annotations

import json
import re
from itertools import count, product
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest
from example import Example
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from jdgen.documents.document import documents
from jdgen.documents.render import has_documents
from jdgen.formats.blocks import plain, spans_of
from jdgen.model.facts import GROUPS, POST_PARTICULARS
from jdgen.model.job import Audience, Edition
from jdgen.problems import InvalidInput
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DrawFn

    from jdgen.model.job import Job
    from jdgen.model.layout import Layout

Data = dict[str, Any]
WORD: Final = re.compile("zq[0-9]+zq")
FIELDS: Final = [
    particular.field
    for particular in POST_PARTICULARS
    if particular.kind == "words"
    and particular.field not in {"title", "behaviour_level", "marking"}
]
INSIDE: Final = {
    topic: [particular.field for particular in fields if particular.kind == "words"]
    for topic, (_, fields) in GROUPS.items()
}
_NEEDED: Final = {"regulated_activity", "reason", "political_restriction_reason"}


class Maker:
    """Makes files of which each text has a word of its own."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self._numbers = count()
        self._ids = count()
        self.ids: list[str] = []
        self.fields = list(FIELDS)
        self.topics = list(INSIDE)

    def word(self) -> str:
        return f"zq{next(self._numbers)}zq"

    def text(self) -> str:
        form = self.draw(st.sampled_from(["{} said.", "{}", "{}:", "So {}.\n\nThen {}."]))
        return re.sub(r"\{\}", lambda _: self.word(), form)

    def marked(self) -> Any:  # noqa: ANN401 - a text, or fields
        if self.draw(st.integers(0, 4)):
            return self.text()
        return {"markdown": f"**{self.word()}** and {self.word()}."}

    def maybe(self, data: Data, name: str, make: Any) -> None:  # noqa: ANN401 - as above
        if not self.draw(st.integers(0, 2)):
            data[name] = make()

    def entry(self, depth: int = 0, *, criterion: bool = False) -> Any:  # noqa: ANN401 - as above
        if not (criterion or self.draw(st.integers(0, 2))):
            return self.text()
        data: Data = {"text": self.text()}
        if not self.draw(st.integers(0, 5)):
            data = {"markdown": f"*{self.word()}* is {self.word()}."}
        self.maybe(data, "label", self.word)
        if depth < 2:
            self.maybe(data, "items", lambda: [self.entry(depth + 1), self.entry(depth + 1)])
        if depth == 0:
            if self.draw(st.booleans()):
                data["id"] = f"entry-{next(self._ids)}"
                self.ids.append(data["id"])
            self.maybe(data, "or_instead", self.marked)
            self.maybe(data, "cells", lambda: {"example": self.marked()})
            if criterion:
                data["importance"] = self.draw(st.sampled_from(["essential", "desirable"]))
            else:
                self.maybe(data, "frequency", self.marked)
                self.maybe(data, "outcome", self.marked)
        elif set(data) == {"text"}:
            return data["text"]
        return data

    def group(self) -> Data:
        data: Data = {"heading": self.word()}
        if not self.draw(st.integers(0, 4)):
            return data | {"text": self.text()}
        self.maybe(data, "lead_in", self.marked)
        data["items"] = [self.entry() for _ in range(self.draw(st.integers(1, 2)))]
        self.maybe(data, "closing", self.marked)
        return data

    def listing(self) -> Any:  # noqa: ANN401 - as above
        entries = [self.entry() for _ in range(self.draw(st.integers(1, 3)))]
        entries += [self.group() for _ in range(self.draw(st.integers(0, 2)))]
        if self.draw(st.booleans()):
            return entries
        data: Data = {"items": entries}
        self.maybe(data, "lead_in", self.marked)
        self.maybe(data, "closing", self.marked)
        return data

    def content(self) -> Data:
        data: Data = {}
        self.maybe(data, "purpose", self.marked)
        self.maybe(data, "duties", self.listing)
        self.maybe(data, "scope", self.listing)
        return data

    def criteria(self) -> list[Data]:
        categories = []
        for _ in range(self.draw(st.integers(0, 2))):
            data: Data = {"category": self.word()}
            self.maybe(data, "lead_in", self.marked)
            data["criteria"] = [
                self.entry(criterion=True) for _ in range(self.draw(st.integers(1, 2)))
            ]
            self.maybe(data, "closing", self.marked)
            categories.append(data)
        return categories

    def layer(self) -> Data:
        data: Data = {}
        if sections := self.content():
            data["sections"] = sections
        if criteria := self.criteria():
            data["person_specification"] = criteria
        if not self.draw(st.integers(0, 3)):
            data["relationships"] = [
                {"who": self.word(), "where": where, "why": self.marked()}
                for where in ("inside", "outside")
            ]
        return data

    def post(self) -> Data:
        data = self.layer()
        for field in self.draw(st.lists(st.sampled_from(self.fields), max_size=3, unique=True)):
            data[field] = self.text()
            self.fields.remove(field)  # what a vacancy says stands in place of what its role says
        topic = self.draw(st.sampled_from(self.topics))
        self.topics.remove(topic)
        fields = self.draw(st.lists(st.sampled_from(INSIDE[topic]), max_size=2, unique=True))
        if fields and not _NEEDED & {*fields}:
            data[topic] = {field: self.text() for field in fields}
        return data

    def changes(self) -> Data:
        if not self.ids:
            return {}
        data: Data = {}
        named = self.draw(st.lists(st.sampled_from(self.ids), max_size=3, unique=True))
        if named:
            data["omit"] = named[:1]
        if named[1:]:
            data["replace"] = {key: {"text": self.text()} for key in named[1:]}
        return data

    def layout(self) -> Data:
        header = [f"post.{field}" for field in FIELDS]
        header += [f"{topic}.{field}" for topic, fields in INSIDE.items() for field in fields]
        rows: list[Data] = [
            {"fact": fact, "label": self.word()} for fact in ["post.title", *header]
        ]
        rows[0] = {"sentence": f"{{{{ post.title }}}} {self.word()}", "label": self.word()}
        in_section = self.draw(st.booleans())
        sections: list[Data] = [self.style(key) for key in ("purpose", "duties", "scope")]
        sections.append(self.style("relationships", table=("label", "text", "group")))
        style: Data = {"id": "person-specification", "title": self.word()}
        self.maybe(style, "lead_in", self.marked)
        self.maybe(style, "empty", self.marked)
        style["criteria"] = {
            "group_by": self.draw(
                st.sampled_from(
                    [
                        [],
                        ["category"],
                        ["importance"],
                        ["category", "importance"],
                        ["importance", "category"],
                    ]
                )
            ),
            "as": self.draw(st.sampled_from(["table", "list"])),
        }
        if "category" not in style["criteria"]["group_by"]:  # of a list they are headings only
            style["criteria"]["as"] = "table"
        if not self.draw(st.integers(0, 3)):
            style["criteria"] = {"as": "side-by-side"}
        sections.append(style)
        if in_section:
            as_ = self.draw(st.sampled_from(["list", "table"]))
            facts: Data = {"id": "facts", "title": self.word(), "facts": rows, "facts_as": as_}
            self.maybe(facts, "lead_in", self.marked)
            sections.append(facts)
        sheet: Data = {
            "title": self.word(),
            "marking": self.word(),
            "subject": ["post", "role"],
            "number_sections": self.draw(st.booleans()),
            "bands": self.draw(st.sampled_from(["by-band", "by-section"])),
            "sections": sections,
        }
        if not in_section:
            sheet["header"] = rows
        level = self.anew({**sheet, "subject": "level"})
        level["sections"] = [section for section in level["sections"] if section["id"] != "facts"]
        pack = {"title": self.word(), "audience": "advert", "contents": True,
                "sections": [{"id": "purpose", "title": "Why"}, {"part": "sheet"}]}  # fmt: skip
        guide = {"title": self.word(), "subject": "family", "contents": self.draw(st.booleans()),
                 "header": [{"fact": "family.description", "label": self.word()},
                            {"fact": "family.lead", "label": self.word()}],
                 "sections": [{"id": "introduction", "title": self.word()},
                              {"id": "levels", "title": self.word()},
                              {"id": "member-roles", "title": self.word(), "numbering": "numbers"}],
                 "parts": ["profile"]}  # fmt: skip
        return {
            "title": "Ours",
            "extends": "standard",
            "labels": {"example": "Such as"},
            "documents": {"sheet": sheet, "profile": level, "pack": pack, "guide": guide},
        }

    def anew(self, data: Data) -> Data:
        """Return the same data with words of its own."""
        made: Data = json.loads(WORD.sub(lambda _: self.word(), json.dumps(data)))
        return made

    def style(self, key: str, table: tuple[str, ...] = ()) -> Data:
        style: Data = {"id": key}
        if self.draw(st.integers(0, 5)) or key == "purpose":
            style["title"] = self.word()
        self.maybe(style, "lead_in", self.marked)
        self.maybe(style, "empty", self.marked)
        names = table or ("label", "text", "frequency", "outcome", "example")
        look = self.draw(st.sampled_from(["bullets", "numbers", "restart", "run-on", "columns"]))
        if look == "columns":
            own = self.draw(st.sampled_from([names, ("group", *names)])) if not table else names
            style["columns"] = {name: self.word() for name in own}
        else:
            style["numbering"] = look
            style["details"] = self.draw(st.sampled_from(["first", "last"]))
        if not table:
            style["standing"] = self.draw(st.sampled_from(["first", "last"]))
        return style


@st.composite
def workspaces(draw: DrawFn) -> dict[str, Data]:
    """Return the files of a workspace, by name."""
    make = Maker(draw)
    level: Data = {"title": make.word(), "rank": 1, "grades": ["4", "5"]}
    level |= make.layer()
    if draw(st.booleans()):
        bands = {"4": make.layer(), "5": make.layer()}
        level["bands"] = {grade: band for grade, band in bands.items() if band}
        for band in level["bands"].values():
            make.maybe(band, "title", make.word)
    inherited = list(make.ids)
    role = {"title": make.word(), "family": "works", "level": "W1", **make.post()}
    if "grade" not in role:
        role["grade"] = draw(st.sampled_from(["4", "5"]))
    make.ids = inherited
    role |= make.changes()
    vacancy: Data = {"role": "paviour", **make.post()}
    family: Data = {"title": make.word(), "description": make.text()}
    make.maybe(family, "lead", make.word)
    guide: Data = {}
    make.maybe(guide, "introduction", make.marked)
    make.maybe(guide, "member-roles", make.listing)
    if guide:
        family["guide"] = guide
    organisation: Data = {"name": "Hale", "language": "en-GB", **make.layer()}
    return {
        "families/organisation.yaml": organisation,
        "families/works/family.yaml": family,
        "families/works/levels/W1.yaml": level,
        "families/works/roles/paviour.yaml": role,
        "vacancies/one.yaml": vacancy,
        "templates/ours/layout.yaml": make.layout(),
    }


def printed_of(job: Job, layout: Layout) -> set[str]:
    """Return the words of a job's documents, which are the same in Markdown and Word."""
    printed: set[str] = set()
    for document in documents(job, layout):
        in_word = " ".join(plain(tuple(spans_of([block]))) for block in document.blocks)
        assert {*WORD.findall(document.markdown)} == {*WORD.findall(in_word)}
        printed |= {*WORD.findall(in_word)}
    return printed


def kept_of(job: Job) -> set[str]:
    """Return the words that a job leaves out and says so: what each reworded entry was before."""
    kept = words_in([[left.passage.text, repr(left.entry)] for left in job.left_out])
    groups = (group for section in job.sections.values() for group in section.groups)
    return kept | words_in([repr(entry.replaced) for group in groups for entry in group.entries])


def asked_of(kind: Data, job: Job) -> set[str]:
    """Return the words of a layout's document that it prints of a job which says so much."""
    subjects = kind.get("subject", "post")
    is_for = kind.get("audience", "job-description") == job.edition.audience
    if not is_for or job.subject not in ([subjects] if isinstance(subjects, str) else subjects):
        return set()
    expected = words_in([kind["title"], kind.get("marking")])
    rows = list(kind.get("header", ()))
    for style in kind["sections"]:
        key = style.get("id")
        said = [row for row in style.get("facts", ()) if is_said(row, job)]
        rows += said
        has_content = key in job.sections or said or (key == "levels" and job.levels)
        if has_content:
            expected |= words_in([style.get("title"), style.get("lead_in")])
        elif key:
            expected |= words_in(style.get("empty"))
    return expected | words_in([row for row in rows if is_said(row, job)])


def is_said(row: Data, job: Job) -> bool:
    return row.get("fact", "post.title") in job.facts


def words_in(data: object) -> set[str]:
    return set(WORD.findall(json.dumps(data)))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Example(tmp_path_factory.mktemp("made")).root


@given(made=workspaces())
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_each_word_is_in_a_document_or_left_out_or_the_workspace_is_refused(
    made: dict[str, Data], place: Path
) -> None:
    for name, data in made.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), "utf-8")  # which is YAML
    library = Library(place)
    printed: set[str] = set()
    kept: set[str] = set()
    asked: set[str] = set()
    kinds = made["templates/ours/layout.yaml"]["documents"].values()
    try:
        layout = library.layout("ours")
        for word, audience in product(("one", "W1", "works"), get_args(Audience)):
            job = job_of(library, find(library, word).target, Edition(audience))
            if has_documents(layout, job.subject, audience):
                kept |= kept_of(job)
                printed |= printed_of(job, layout)
                asked |= set().union(*(asked_of(kind, job) for kind in kinds))
    except InvalidInput as invalid:
        event(f"refused: {invalid.problems[0].rule}")
        return
    event("built")
    said = set().union(
        *(words_in(data) for name, data in made.items() if not name.startswith("templates"))
    )
    assert said - printed - kept == set()
    assert asked - printed == set()
