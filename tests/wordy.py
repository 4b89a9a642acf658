"""Files of a workspace of which each text has a word of its own, to see where each comes out."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from jdgen.model.facts import GROUPS, POST_PARTICULARS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hypothesis.strategies import DrawFn

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
        self.has_numbers = False
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
        looks = ["bullets", "numbers", "restart", "columns", *(["run-on"] * self.has_numbers)]
        look = self.draw(st.sampled_from(looks))
        self.has_numbers |= look in {"numbers", "restart"}  # or none could run on from them
        if look == "columns":
            own = self.draw(st.sampled_from([names, ("group", *names)])) if not table else names
            style["columns"] = {name: self.word() for name in own}
        else:
            style["numbering"] = look
            style["details"] = self.draw(st.sampled_from(["first", "last"]))
        if not table:
            style["standing"] = self.draw(st.sampled_from(["first", "last"]))
        return style


def words_in(data: object) -> set[str]:
    return set(WORD.findall(json.dumps(data)))


OWN: Final = ("rota", "kit")
TEXTS_OF_RECORD: Final = ("version", "author", "change_note")
TEXTS_OF_EVALUATION: Final = ("scheme", "reference", "panel", "total")


class FullMaker(Maker):
    """Makes files of all that a workspace can say, for a reader of one of two languages."""

    def __init__(self, draw: DrawFn) -> None:
        super().__init__(draw)
        self.draft = draw(st.booleans())
        self.translations = [*draw(st.sampled_from([(), ("cy-GB",), ("fr",)]))]
        self.main = draw(st.sampled_from(["en-GB", "en-US", "cy-GB", "fr"]))
        if self.main in self.translations:
            self.translations = []
        self.clauses: dict[str, Data] = {}

    def text(self) -> Any:  # noqa: ANN401 - a text, or one in each language
        said = super().text()
        if self.translations and not self.draw(st.integers(0, 2)):
            return {self.main[:2]: said, self.translations[0][:2]: super().text()}
        return said

    def entry(self, depth: int = 0, *, criterion: bool = False) -> Any:  # noqa: ANN401 - as above
        if not (depth or criterion or self.draw(st.integers(0, 5))):
            key = f"clause-{len(self.clauses)}"
            self.clauses[key] = {"title": self.word(), "text": self.text()}
            self.ids.append(key)
            return {"clause": key}
        data = super().entry(depth, criterion=criterion)
        if criterion:
            self.maybe(data, "assessed_by", lambda: self.draw(st.sampled_from([["A"], ["A", "T"]])))
            self.maybe(data, "standard", lambda: "able")
        return data

    def evaluation(self) -> Data:
        names = self.draw(st.lists(st.sampled_from(TEXTS_OF_EVALUATION), unique=True))
        factors = [
            {name: self.word() for name in ("factor", "level", "score")} | {"why": self.marked()}
            for _ in range(self.draw(st.integers(1, 2)))
        ]
        return {"factors": factors} | {name: self.word() for name in names}

    def role(self) -> Data:
        data = self.post()
        self.maybe(data, "behaviours", lambda: ["care"])
        self.maybe(data, "allowances", lambda: ["boots"])
        self.maybe(data, "codes", lambda: {"SOC 2020": self.word()})
        self.maybe(data, "evaluation", self.evaluation)
        self.maybe(data, "rota", self.text)
        self.maybe(data, "record", lambda: {name: self.word() for name in TEXTS_OF_RECORD})
        self.maybe(
            data,
            "linked_grades",
            lambda: [
                {"grade": "4", "text": self.marked(), "contract": self.word()},
                {"grade": "5", "text": self.marked()},
            ],
        )
        self.unplaced(data)
        return data

    def unplaced(self, data: Data) -> None:
        if self.draft:
            self.maybe(data, "unplaced", lambda: [{"text": self.word(), "remark": "R."}])

    def organisation(self) -> Data:
        data = {"name": "Hale", "language": self.main, **self.layer()}
        if self.translations:
            data["translations"] = self.translations
        return data | {
            "clauses": self.clauses,
            "fields": {name: {"label": self.word()} for name in OWN},
            "assessment_methods": {"A": self.word(), "T": self.word()},
            "wording": {"inside": self.word(), "outside": self.word()}
            if not self.translations
            else {},
            "scales": {
                "skill": [
                    {"id": "able", "title": self.word(), "text": self.text()},
                    {"id": "master", "title": self.word(), "text": self.text()},
                ]
            },
            "frameworks": {
                "ours": {
                    "title": self.word(),
                    "behaviours": [{"id": "care", "title": self.word(), "text": self.text()}],
                }
            },
            "pay": [
                {
                    "effective": "2026-04-01",
                    "grades": {
                        grade: {"title": self.word(), "minimum": 20000} for grade in ("4", "5")
                    },
                    "allowances": {
                        "boots": {"title": self.word(), "amount": 50, "text": self.text()}
                    },
                }
            ],
        }

    def layout(self) -> Data:
        made = super().layout()
        made["labels"] |= {
            name: self.word()
            for name in ("essential", "desirable", "methods", "standard", "criterion", "contract")
        }
        documents = made["documents"]
        sheet, profile = documents["sheet"], documents["profile"]
        for kind in (sheet, profile):
            kind["sections"] += [
                {"id": key, "title": self.word()}
                for key in ("assessment-methods", "scale", "behaviours", "allowances")
            ]
            if self.draw(st.booleans()):
                order = self.draw(st.sampled_from(["lowest-first", "highest-first"]))
                heading = f"{self.word()} {{{{ grade.title }}}}"
                kind["bands"] = {"as": kind["bands"], "order": order, "heading": heading}
        rows = [{"fact": f"post.{name}"} for name in OWN]
        rows += [{"fact": f"record.{name}", "label": self.word()} for name in TEXTS_OF_RECORD]
        sheet["sections"] += [
            {"id": "progression", "title": self.word()},
            {"id": "codes", "title": self.word()},
            {"id": "record", "title": self.word(), "facts": rows, "facts_as": "table"},
        ]
        documents["panel"] = {
            "title": self.word(),
            "audience": "evaluation",
            "subject": ["post", "role"],
            "header": [
                {"fact": f"evaluation.{name}", "label": self.word()} for name in TEXTS_OF_EVALUATION
            ],
            "sections": [{"id": "evaluation", "title": self.word()}, {"part": "sheet"}],
        }
        return made


def in_language(data: Any, tag: str) -> Any:  # noqa: ANN401 - as files have it
    """Return what files say in a language, where they say it in several."""
    if isinstance(data, list):
        return [in_language(each, tag) for each in data]
    if not isinstance(data, dict):
        return data
    if data and all(re.fullmatch("en|cy|fr", key) for key in data):
        return data[tag[:2]]
    return {key: in_language(value, tag) for key, value in data.items()}


@st.composite
def workspaces(draw: DrawFn) -> dict[str, Data]:
    """Return the files of a workspace, by name."""
    make = Maker(draw)
    organisation: Data = {"name": "Hale", "language": "en-GB"}
    return files_of(make, make.post, lambda: organisation | make.layer())


@st.composite
def full_workspaces(draw: DrawFn) -> tuple[FullMaker, dict[str, Data]]:
    """Return the files of a workspace of all that can be said, by name, and what made them."""
    make = FullMaker(draw)
    return make, files_of(make, make.role, make.organisation)


def files_of(
    make: Maker, say_role: Callable[[], Data], say_organisation: Callable[[], Data]
) -> dict[str, Data]:
    draw = make.draw
    level: Data = {"title": make.word(), "rank": 1, "grades": ["4", "5"]}
    level |= make.layer()
    if draw(st.booleans()):
        bands = {"4": make.layer(), "5": make.layer()}
        level["bands"] = {grade: band for grade, band in bands.items() if band}
        for band in level["bands"].values():
            make.maybe(band, "title", make.word)
    inherited = list(make.ids)
    role = {"title": make.word(), "family": "works", "level": "W1", **say_role()}
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
    return {
        "families/organisation.yaml": say_organisation(),
        "families/works/family.yaml": family,
        "families/works/levels/W1.yaml": level,
        "families/works/roles/paviour.yaml": role,
        "vacancies/one.yaml": vacancy,
        "templates/ours/layout.yaml": make.layout(),
    }


def write(place: Path, made: dict[str, Data]) -> None:
    for name, data in made.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), "utf-8")  # which is YAML
