"""What was found in a document, as the files of a role."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jdgen.formats.escaping import one_line
from jdgen.importing.found import FactReading, ReadEntry, ReadGroup, ReadPart
from jdgen.importing.naming import NO_LEVEL, level_name, role_name, title_of_file
from jdgen.importing.values import escaped, open_place, readings, value_of
from jdgen.importing.vocabulary import plain
from jdgen.importing.yaml_text import Noted, yaml_text
from jdgen.model.facts import FACT_OF_FIELD, GROUPS, VACANCY_PARTICULARS
from jdgen.model.section import FIELD_OF, MADE_OF, PERSON_SPECIFICATION
from jdgen.reading.yaml_errors import typed_mark
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from jdgen.importing.found import ReadDocument

_OF_VACANCY: Final = tuple(particular.field for particular in VACANCY_PARTICULARS)
_TITLE: Final = "title"
_IN_TEXT: Final = " in text"
_IN_HEADING: Final = "title in heading"
_DEEPEST: Final = 3
_MOST_LABEL_WORDS: Final = 8
_ROLE_HEAD: Final = """\
# yaml-language-server: $schema=../../../.jdgen/role.schema.json
# Read from {file}.
# Where the document had another title over a section, it stands above it.
"""
_VACANCY_HEAD: Final = """\
# yaml-language-server: $schema=../.jdgen/vacancy.schema.json
# Read from {file}: what holds for one occasion of filling the post.
"""


class Destination(NamedTuple):
    """Where roles go: the family, a level that is there already, and what is known there.

    `grades` are the pay table's, by what they are called, and `has_pay` says whether there is one;
    `sections` are those that the layout shows, `needed` those that it can't be without, by their
    titles; `forms` say of what is inherited whether it is a list or text, `pay` what a grade pays,
    and `names` are what the family and the level are called.
    """

    family: str
    level: str
    grades: Mapping[str, str]
    has_pay: bool
    sections: Container[str]
    forms: Mapping[str, str] = {}
    needed: Mapping[str, str] = {}
    pay: Mapping[str, str] = {}
    names: tuple[str, ...] = ()


class NewRole(NamedTuple):
    """A role made of a document: its name, its level, its files, and where the document differs.

    `contradictions` are facts that it says in two ways, with all readings.
    """

    name: str
    title: str
    level: str
    grade: str
    head: str
    fields: dict[str, Any]
    vacancy: str
    contradictions: dict[str, list[FactReading]]
    unplaced: int

    @property
    def role(self) -> str:
        """Return the role's file."""
        return self.head + yaml_text(self.fields)


def made(found: ReadDocument, setting: Destination, taken: Iterable[str]) -> NewRole:
    """Return the files of a role; its name is one that no other has."""
    contradictions: dict[str, list[FactReading]] = {}
    facts, of_vacancy, extra = _facts(found, setting, contradictions)
    titles = _titles(found)
    title = titles[0].value if titles else title_of_file(found.file)
    remark, level, grade = _grade(found, setting, contradictions)
    if "linked_grades" in found.fields and grade.startswith("{{"):
        grade = found.fields["linked_grades"][0]["grade"]
    if grade in setting.pay and plain(str(facts.get("salary", ""))) == plain(setting.pay[grade]):
        del facts["salary"]  # which the grade says
    sections, homeless = _sections(found, setting)
    name = role_name(title, taken)
    role: dict[str, Any] = {"title": escaped(title), "family": setting.family, "level": level}
    if len(titles) > 1:
        contradictions[_TITLE] = titles
        role["title"] = Noted(open_place(*(one.value for one in titles)), _differ(titles))
    if grade:
        role["grade"] = Noted(grade, remark) if remark else grade
    unplaced = [*_unplaced(found, titles), *extra, *homeless]
    role |= facts | found.fields
    parts = {
        "sections": sections | _needed(sections, setting),
        "person_specification": _person_specification(found) or _no_criteria(setting),
        "unplaced": unplaced,
    }
    role |= {field: said for field, said in parts.items() if said}
    head = _ROLE_HEAD.format(file=one_line(found.origin))
    vacancy = ""
    if of_vacancy:
        vacancy = _VACANCY_HEAD.format(file=one_line(found.origin))
        vacancy += yaml_text({"role": name} | of_vacancy)
    return NewRole(name, title, level, grade, head, role, vacancy, contradictions, len(unplaced))


def _titles(found: ReadDocument) -> list[FactReading]:
    """Return the titles that a document says; that in its heading where no label says one."""
    return readings(found.facts.get(_TITLE, ())) or readings(found.facts.get(_IN_HEADING, ()))[:1]


def _unplaced(found: ReadDocument, titles: Iterable[FactReading]) -> Iterator[dict[str, str]]:
    """Yield what belongs nowhere, other headings at the top included."""
    for one in found.unplaced:
        file = one.file or found.file
        yield _homeless_text(file, one.text, one.at, one.remark or "no section")
    told = {plain(one.value) for one in titles}
    for said in readings(found.facts.get(_IN_HEADING, ())):
        if plain(said.value) not in told:
            yield _homeless_text(found.file, said.value, said.at, "a heading at the top")


def _homeless_text(file: str, text: str, at: str, remark: str) -> dict[str, str]:
    return {
        "text": escaped(text),
        "source": f"{one_line(file)}, {at}",
        "remark": remark,
    }


def _needed(sections: Container[str], setting: Destination) -> dict[str, str]:
    """Return places to fill in for the sections that the layout can't be without."""
    return {
        key: open_place(title)
        for key, title in setting.needed.items()
        if key not in sections and key not in FIELD_OF and key not in setting.forms
    }


def _no_criteria(setting: Destination) -> list[Any]:
    """Return places to fill in for criteria, where the layout can't be without any."""
    if PERSON_SPECIFICATION not in setting.needed:
        return []
    criteria = [open_place("criteria")]
    return [{"category": open_place("category"), "importance": "unspecified", "criteria": criteria}]


def _differ(said: Iterable[FactReading]) -> str:
    places = "; ".join(f'{one.at} says "{one.value}"' for one in said)
    return f"The document says it in two ways: {places}."


# --- facts ----------------------------------------------------------------------------------------


def _facts(
    found: ReadDocument, setting: Destination, contradictions: dict[str, list[FactReading]]
) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, str]]]:
    """Return the fields of a role, those of a vacancy, and what no field takes."""
    facts: dict[str, Any] = {}
    of_vacancy: dict[str, Any] = {}
    extra: list[dict[str, str]] = []
    for name, all_said in found.facts.items():
        if name in {_TITLE, _IN_HEADING, "grade"}:
            continue
        if name in {"level", "family"}:
            extra += _named(found, all_said, setting)
            continue
        field = name.removesuffix(_IN_TEXT)
        if field != name and field in found.facts:
            continue
        said = readings(all_said)
        fact = FACT_OF_FIELD.get(field, field)
        value: Any = value_of(fact, said[0].value)
        if len(said) > 1:
            contradictions[field] = said
            value = Noted(open_place(*(one.value for one in said)), _differ(said))
        if field in _OF_VACANCY:
            of_vacancy[field] = value
        elif "." in field:
            group, _, inner = field.partition(".")
            facts.setdefault(group, {})[inner] = value
        else:
            facts[field] = value
    order = [*(name for name in FACT_OF_FIELD if "." not in name), *GROUPS, "evaluation", "record"]
    return (
        dict(
            sorted(
                facts.items(),
                key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order),
            )
        ),
        of_vacancy,
        extra,
    )


def _named(
    found: ReadDocument, said: Iterable[FactReading], setting: Destination
) -> list[dict[str, str]]:
    """Return the families and levels that a document names, but for those that the role gets."""
    return [
        _homeless_text(found.file, f"{one.label}: {one.value}", one.at, "the document's own")
        for one in said
        if not any(name in plain(one.value) for name in setting.names)
    ]


def _grade(
    found: ReadDocument, setting: Destination, contradictions: dict[str, list[FactReading]]
) -> tuple[str, str, str]:
    """Return a remark, the level and the grade, which is open where the pay table has none such."""
    said = readings(found.facts.get("grade", ()))
    if not said:
        return "", setting.level or NO_LEVEL, ""
    if len(said) > 1:
        contradictions["grade"] = said
        return (
            _differ(said),
            setting.level or NO_LEVEL,
            open_place(*(one.value for one in said)),
        )
    text = said[0].value
    known = setting.grades.get(plain(text)) or setting.grades.get(
        plain(text).removeprefix("grade ")
    )
    if known:
        return "", setting.level or level_name(known), known
    if setting.has_pay:
        return (
            "The pay table has no such grade.",
            setting.level or level_name(text),
            open_place(text),
        )
    bare = re.sub(r"^grade\s+(?=\d+$)", "", text, flags=re.IGNORECASE)
    return "", setting.level or level_name(bare), escaped(bare)


# --- sections -------------------------------------------------------------------------------------


def _sections(
    found: ReadDocument, setting: Destination
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return the sections that the layout shows, and what stood in others."""
    sections: dict[str, Any] = {}
    homeless: list[dict[str, str]] = []
    for name, parts in found.sections.items():
        filled = [
            part
            for part in parts
            if any(not group.is_empty() or group.heading for group in part.groups)
        ]
        if name in setting.sections and name not in FIELD_OF and name not in MADE_OF:
            content = _formed(_content(filled), setting.forms.get(name, ""), filled)
            titles = list(dict.fromkeys(part.title for part in filled if part.title))
            if setting.forms.get(name) == "text" and any(
                group.entries for part in filled for group in part.groups
            ):
                titles.append("a list in the document, and text here, as the level has it")
            if content:
                sections[name] = Noted(content, "; ".join(titles)) if titles else content
        else:
            homeless += (_homeless(found, part) for part in filled)
    return sections, homeless


def _formed(content: Any, form: str, parts: list[ReadPart]) -> Any:  # noqa: ANN401 - text, list or fields
    """Return a section's content in the form in which it is inherited: as a list, or as text."""
    is_text = isinstance(content, str)
    if form == "list" and is_text:
        return content.split("\n\n")
    if form == "text" and content and not is_text:
        return _joined(
            text for part in parts for group in part.groups for text in _texts(group) if text
        )
    return content


def _homeless(found: ReadDocument, part: ReadPart) -> dict[str, str]:
    texts = [part.title, *(text for group in part.groups for text in _texts(group))]
    text = "\n\n".join(filter(None, texts))
    return _homeless_text(found.file, text, part.at, "the layout has no section for it")


def _texts(group: ReadGroup) -> Iterable[str]:
    yield group.heading
    yield from group.lead_in
    for entry in group.entries:
        yield from flat(entry)
    yield from group.closing


def flat(entry: ReadEntry) -> Iterable[str]:
    """Yield the text of an entry, and those of the lists inside it."""
    yield entry.text
    for item in entry.items:
        yield from flat(item)


def _content(parts: list[ReadPart]) -> Any:  # noqa: ANN401 - text, list or fields
    groups = [group for part in parts for group in _headed(part, is_alone=len(parts) == 1)]
    if not groups:
        return None
    if len(groups) == 1 and not groups[0].heading:
        return _only(groups[0])
    if all(not group.heading and not group.entries for group in groups):
        return _joined(text for group in groups for text in (*group.lead_in, *group.closing))
    items: list[Any] = []
    for group in groups:
        if group.heading or group.lead_in:
            items.append(_group(group))
            continue
        items += map(_entry, group.entries)  # of the first alone, as others have a lead-in
        if group.closing:
            items.append({"lead_in": _joined(group.closing)})
    return items


def _headed(part: ReadPart, *, is_alone: bool) -> list[ReadGroup]:
    groups = [group for group in part.groups if not group.is_empty() or group.heading]
    if groups and not is_alone and part.title and not groups[0].heading:
        groups[0].heading = part.title
    return groups


def _only(group: ReadGroup) -> Any:  # noqa: ANN401 - text, list or fields
    if not group.entries:
        return _joined((*group.lead_in, *group.closing))
    entries = [_entry(entry) for entry in group.entries]
    if not (group.lead_in or group.closing):
        return entries
    content: dict[str, Any] = {}
    if group.lead_in:
        content["lead_in"] = _joined(group.lead_in)
    content["items"] = entries
    if group.closing:
        content["closing"] = _joined(group.closing)
    return content


def _group(group: ReadGroup) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if group.heading:
        fields["heading"] = escaped(group.heading)
    if not group.entries:
        text = _joined((*group.lead_in, *group.closing))
        name = "text" if group.heading else "lead_in"
        fields[name] = text or open_place(f"what is under {group.heading}")
        return fields
    if group.lead_in:
        fields["lead_in"] = _joined(group.lead_in)
    fields["items"] = [_entry(entry) for entry in group.entries]
    if group.closing:
        fields["closing"] = _joined(group.closing)
    return fields


def _joined(texts: Iterable[str]) -> str:
    return escaped("\n\n".join(texts))


def _entry(entry: ReadEntry, deep: int = 1) -> Any:  # noqa: ANN401 - text or fields
    label, text = parted(entry)
    items = entry.items
    if deep >= _DEEPEST and items:
        text = "; ".join([text, *(flat for item in items for flat in flat(item))])
        items = []
    fields: dict[str, Any] = {"label": label} if label else {}
    if text:
        fields["text"] = text
    if items:
        fields["items"] = [_entry(item, deep + 1) for item in items]
    return text if fields.keys() == {"text"} else fields


def parted(entry: ReadEntry) -> tuple[str, str]:
    """Return an entry's label and its text, without the mark of a list that it was typed with."""
    text = entry.text
    while mark := typed_mark(text.lstrip()):
        text = text.lstrip().removeprefix(mark).strip()
    label = entry.label.strip()
    if not label or not text.startswith(label):
        return "", escaped(text)
    rest = text.removeprefix(label).strip()
    has_sign = label.endswith((":", "-", "\u2013", ".")) or rest.startswith((":", "-", "\u2013"))
    rest = re.sub(r"^[:\u2013-]\s*", "", rest)
    label = label.rstrip(":\u2013- ").strip()
    if (
        not (rest and label and has_sign)
        or typed_mark(rest)
        or len(label.split()) > _MOST_LABEL_WORDS
    ):
        return "", escaped(text)
    return escaped(label), escaped(rest)


# --- criteria ----------------------------------------------------------------------


def _person_specification(found: ReadDocument) -> list[Any]:
    by_title: dict[str, ReadPart] = {}
    for part in found.criteria:
        title = part.title or "Criteria"
        if plain(title) in by_title:
            into = by_title[plain(title)].groups[0]
            into.lead_in += part.groups[0].lead_in
            into.entries += part.groups[0].entries
        else:
            by_title[plain(title)] = ReadPart(title, part.at, part.groups)
    return [_category(part) for part in by_title.values()]


def _category(part: ReadPart) -> dict[str, Any]:
    group = part.groups[0]
    fields: dict[str, Any] = {"category": escaped(part.title)}
    if not group.entries:
        group.entries = [ReadEntry(text, part.at) for text in group.lead_in]
        group.lead_in = []
    if group.lead_in:
        fields["lead_in"] = _joined(group.lead_in)
    kinds = {entry.importance for entry in group.entries}
    [common] = kinds if len(kinds) == 1 else [None]
    if common is not None:
        fields["importance"] = common or "unspecified"
    fields["criteria"] = [
        _criterion(entry, None if common is not None else entry.importance or "unspecified")
        for entry in group.entries
    ]
    return fields


def _criterion(entry: ReadEntry, importance: str | None) -> Any:  # noqa: ANN401 - text or fields
    fields = _entry(entry)
    if isinstance(fields, str):
        fields = {"text": fields}
    if importance:
        fields["importance"] = importance
    if entry.methods:
        fields["assessed_by"] = entry.methods
    if entry.standard:
        fields["standard"] = entry.standard
    return fields["text"] if fields.keys() == {"text"} else fields
