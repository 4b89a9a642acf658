"""Write docs/reference.md: every field, section and fact, as the schemas and the layouts have them.

Run it after a change to what files can say (`python .github/make_reference.py`); a test fails where
the page isn't up to date.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from jdgen.model.facts import (
    EVALUATION,
    FACT_OF_FIELD,
    GROUPS,
    KNOWN_FACTS,
    POST_PARTICULARS,
    RECORD,
    VACANCY_PARTICULARS,
)
from jdgen.model.section import FIELD_OF, MADE_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]

REPOSITORY: Final = Path(__file__).parent.parent
PAGE: Final = REPOSITORY / "docs" / "reference.md"
KINDS: Final = ("organisation", "family", "level", "role", "vacancy", "layout")
LAYOUTS: Final = ("standard", "capability", "numbered", "role-profile", "job-family")
INTRODUCTION: Final = """\
# Every field, section and fact

<!-- Made by .github/make_reference.py, of the schemas that editors use. Change those, not this. -->

Your editor offers all of this while you type ([how](vacancies.md#let-your-editor-help)). Here it is
on one page. `checks › dbs` is the field `dbs` inside the field `checks`. `<id>` stands for a name
that you choose. **Words** are text for readers, which can be said
[in several languages](organisation.md#two-languages). **Text** is the same in every language.
Fields marked *needed* have to be there.
"""
SECTIONS: Final = """\
## Sections

A layout decides which sections its documents have, and may show any id that you choose
([how](layouts.md)). These are the ones that the layouts of jdgen show.
"""
FACTS: Final = """\
## Facts

Texts print a fact as `{{ post.title }}`; layouts place facts; conditions ask for them. The
organisation adds its own: `organisation.name`, and one for each of its `facts`.
"""
FILES: Final = {
    "organisation": "The organisation",
    "family": "A family",
    "level": "A level",
    "role": "A role, and a vacancy",
    "layout": "A layout",
}
# What the shapes are called that stand in many places.
SHARED: Final = {
    "sections": "What a section holds",
    "entry": "An entry of a list",
    "item": "An entry with more than text",
    "group": "A group of entries",
    "inner-list": "A list inside an entry",
    "criterion": "A criterion",
    "when": "A condition",
    "marked-words": "A text that may be marked",
    "replaced": "What a layout replaces",
    "added": "What a layout adds",
    "date": "A date",
    "values": "Words or several texts",
}
FIGURES: Final = {
    "amount": "amount, such as 33024 or 12.60; up to, over or at least one; or one to another",
    "number": "number, such as 4 or 0.5; up to, over or at least one; or one to another",
    "share": "share in per cent, such as 40, 33.3 or 10 to 20",
}
PATTERNS: Final = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "id",
    "^([0-9]{4}-[0-9]{2}-[0-9]{2}|.*[A-Za-z]{3}.*)$": "day, as 31 March 2027 or 2027-03-31",
    "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$": "language tag, such as cy-GB",
    "^[A-Z]{3}$": "currency, such as GBP",
}
# Facts that jdgen works out, so that no field is described with them.
WORKED_OUT: Final = {
    "family.title": "The family's title.",
    "family.description": "The family's description.",
    "family.code": "The family's code.",
    "family.lead": "Who leads the family professionally.",
    "family.sub_family": "The title of the post's sub-family.",
    "level.title": "The level's title.",
    "level.code": "The level's code, or its file's name.",
    "level.grades": "All grades of the level.",
    "grade.title": "The title of the post's grade.",
    "grade.pay": "The grade's pay, as the pay table says it.",
    "grade.points": "The first and last point of the grade on the pay spine.",
    "grade.minimum": "The least that the grade pays.",
    "grade.maximum": "The most that the grade pays.",
    "grade.midpoint": "The rate for the competent holder.",
    "grade.steps": "The grade's increments.",
    "pay.actual": "What a part-time or term-time post is paid, worked out.",
    "pay.full_time": "What it would be paid full time.",
    "pay.share": "The part of full time that it is, such as 0.81.",
    "pay.weeks": "The weeks of a year for which a term-time post is paid.",
    "pay.hour": "Yearly pay as an hourly rate.",
    "band.title": "The name of the level's band that the post is in.",
    "document.audience": "Whom the documents are for: advert, job-description or evaluation.",
}


def schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file."""
    folder = REPOSITORY / ".jdgen"
    return {kind: json.loads((folder / f"{kind}.schema.json").read_text("utf-8")) for kind in KINDS}


# --- what is written for a field ------------------------------------------------------------------


def value(schema: Schema, name: str, shared: frozenset[str]) -> str:  # noqa: PLR0911
    """Return what is written for a field, in a few words."""
    if "allOf" in schema:
        return reference(schema["allOf"][0]["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return choices(schema["enum"])
    if key_of(name, schema) in shared:
        return f"[fields](#{name.replace('_', '-')})"
    if "properties" in schema:
        only, *more = schema["properties"]
        return "fields" if more else f"`{only}: …`"
    if "anyOf" in schema:
        return alternatives(schema["anyOf"], shared)
    for several, inside in (("list", "items"), ("for each", "additionalProperties")):
        if inside in schema:
            return f"{several}: {value(schema[inside], '', shared)}"
    return number_or_text(schema)


def reference(name: str) -> str:
    """Return what a shape that stands in many places is called, with a link where it is shown."""
    if name in {"text", "words"}:
        return name
    if name in FIGURES:
        return FIGURES[name]
    if name in SHARED:
        return f"[{SHARED[name].lower()}](#{SHARED[name].lower().replace(' ', '-')})"
    noun = name.replace("_", "-")
    return f"id of {'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def choices(values: list[Any]) -> str:
    """Return the words of a closed list."""
    if True in values:
        others = [f"`{word}`" for word in values if word not in {True, False, "true", "false"}]
        return " or ".join(["true", "false", *others])
    *most, last = [f"`{word}`" for word in values]
    return f"{', '.join(most)} or {last}" if most else last


def alternatives(schemas: list[Schema], shared: frozenset[str]) -> str:
    """Return what is written where there are several ways."""
    if all(schema.get("type") in {"integer", "number", "string"} for schema in schemas):
        return number_or_text(*schemas)
    words = [value(schema, "", shared) for schema in schemas]
    return ", or ".join(dict.fromkeys(words))


def number_or_text(*schemas: Schema) -> str:
    """Return what is written for a number or a text of a form of its own."""
    for schema in schemas:
        if (named := PATTERNS.get(schema.get("pattern", ""))) is not None:
            return named
    first = schemas[0]
    if first.get("type") == "number":
        return "amount, such as 33024 or 12.60"
    if first.get("type") == "integer":
        ends = first.get("minimum"), first.get("maximum")
        return f"whole number from {ends[0]} to {ends[1]}" if ends[1] else "whole number"
    return "text"


# --- the fields of a shape ------------------------------------------------------------------------


def key_of(name: str, schema: Schema) -> str:
    """Return what tells one field's shape from another's."""
    return name + json.dumps({**schema, "description": ""})


def fields_of(schema: Schema) -> Iterator[tuple[str, dict[str, Schema], list[str]]]:
    """Yield the sets of fields in a field's value, each with the name above it that is chosen."""
    for above, part in parts_of(schema):
        if "properties" in part:
            yield above, part["properties"], part.get("required", [])


def parts_of(schema: Schema, above: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield a shape and all that it holds but for fields, each with the name above it."""
    yield above, schema
    if isinstance(inside := schema.get("items"), dict):
        yield from parts_of(inside, above)
    if isinstance(inside := schema.get("additionalProperties"), dict):
        yield from parts_of(inside, f"{above}<id> › ")
    for each in schema.get("anyOf", ()):
        yield from parts_of(each, above)


def shared_fields(kinds: dict[str, Schema]) -> dict[str, Schema]:
    """Return the fields that hold fields and are the same in several kinds of file, by name."""
    same = Counter(
        key_of(name, field)
        for kind, schema in kinds.items()
        if kind != "vacancy"
        for name, field in schema["properties"].items()
        if any(fields_of(field))
    )
    return {
        name: field
        for schema in kinds.values()
        for name, field in schema["properties"].items()
        if same[key_of(name, field)] > 1
    }


def rows(schema: Schema, shared: frozenset[str], path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each field inside a value, what it is about and what is written for it."""
    told: set[str] = set()
    for above, fields, required in fields_of(schema):
        for name, field in fields.items():
            place = f"{path}{above}{name}"
            if place in told:
                continue
            told.add(place)
            needed = ", *needed*" if name in required else ""
            yield place, field["description"], value(field, name, shared) + needed
            if key_of(name, field) not in shared:
                inside = {key: part for key, part in field.items() if key != "description"}
                yield from rows(inside, shared, f"{place} › ")


def table(lines: list[tuple[str, ...]], *titles: str) -> str:
    """Return a table in Markdown."""
    head = f"| {' | '.join(titles)} |\n|{' --- |' * len(titles)}\n"
    return head + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def field_table(schema: Schema, shared: frozenset[str]) -> str:
    """Return the table of a shape's fields."""
    lines = [(f"`{place}`", about, what) for place, about, what in rows(schema, shared)]
    return table(lines, "field", "what it says", "what you write")


def post_table(role: Schema, vacancy: Schema, shared: frozenset[str]) -> str:
    """Return the table of the fields of a role and a vacancy, which are nearly all the same."""
    of_role, of_vacancy = (
        {line[0]: line for line in rows(each, shared)} for each in (role, vacancy)
    )
    lines = []
    for place, about, what in (of_vacancy | of_role).values():
        where = "both"
        if place not in of_vacancy or place not in of_role:
            where = "vacancy" if place in of_vacancy else "role"
        is_needed_once = "*needed*" in what and "*needed*" not in of_vacancy[place][2]
        lines.append((f"`{place}`", about, what + " in a role" * is_needed_once, where))
    return table(lines, "field", "what it says", "what you write", "in a")


# --- sections and facts ---------------------------------------------------------------------------


def section_table() -> str:
    """Return the sections that the layouts show, where each is written, and in which layouts."""
    shown: dict[str, dict[str, str]] = {}  # by section, its title in each layout
    subjects: dict[str, set[str]] = {}
    with_facts: set[str] = set()
    for name in LAYOUTS:
        layout = yaml.safe_load(
            (REPOSITORY / "templates" / name / "layout.yaml").read_text("utf-8")
        )
        for kind in layout["documents"].values():
            for place in kind.get("sections", ()):
                shown.setdefault(place["id"], {}).setdefault(f"`{name}`", place["title"])
                about = kind.get("subject", "post")
                about = {about} if isinstance(about, str) else {*about}
                subjects.setdefault(place["id"], set()).update(about)
                if "facts" in place:
                    with_facts.add(place["id"])
    lines = []
    for section, titles in sorted(shown.items()):
        where = "`sections`"
        if section in MADE_OF:
            where = f"nowhere: made of {MADE_OF[section]}"
        elif section in FIELD_OF:
            where = f"`{FIELD_OF[section]}`"
        elif subjects[section] == {"family"}:
            where = "the family's `guide`"
        if section in with_facts:
            where += ", and facts that the layout names"
        lines.append((f"`{section}`", next(iter(titles.values())), where, ", ".join(titles)))
    return table(lines, "section", "title", "written under", "layouts")


def fact_table() -> str:
    """Return the facts that texts and layouts can name, and the field that says each."""
    about = {name: (text, "") for name, text in WORKED_OUT.items()}
    for known in (*POST_PARTICULARS, *VACANCY_PARTICULARS):
        about[FACT_OF_FIELD[known.field]] = (known.about, f"`{known.field}`")
    groups = {group: fields for group, (_, fields) in GROUPS.items()}
    for group, fields in (groups | {"record": RECORD, "evaluation": EVALUATION}).items():
        for known in fields:
            about[f"{group}.{known.field}"] = (known.about, f"`{group} › {known.field}`")
    for known in RECORD:
        about[f"level.{known.field}"] = (known.about, f"the level's `record › {known.field}`")
    if unlike := KNOWN_FACTS ^ about.keys():
        message = f"say here what these facts are, or leave them out: {sorted(unlike)}"
        raise SystemExit(message)
    lines = [(f"`{name}`", *about[name]) for name in sorted(about)]
    return table(lines, "fact", "what it says", "field")


# --- the page -------------------------------------------------------------------------------------


def page() -> str:
    """Return the page."""
    kinds = schemas()
    fields = shared_fields(kinds)
    shared = frozenset(key_of(name, field) for name, field in fields.items())
    parts = [INTRODUCTION]
    for kind, title in FILES.items():
        files = [kinds[kind]["description"].partition(":")]
        if kind == "role":
            files.append(kinds["vacancy"]["description"].partition(":"))
        names = " and ".join(f"`{name}`" for name, _, _ in files)
        made = (
            post_table(kinds["role"], kinds["vacancy"], shared)
            if kind == "role"
            else field_table(kinds[kind], shared)
        )
        parts.append(f"## {title}\n\n{names}\n\n{made}")
    parts.append("## Fields that several files have\n")
    for name, field in fields.items():
        inside = {key: part for key, part in field.items() if key != "description"}
        parts.append(
            f"### {name.replace('_', '-')}\n\n`{name}`: {field['description']}\n\n"
            f"{field_table(inside, shared)}"
        )
    parts.append("## What lists and sections hold\n")
    definitions = {
        name: shape for schema in kinds.values() for name, shape in schema["definitions"].items()
    }
    for name, title in SHARED.items():
        written = value(definitions[name], "", shared)
        text = f"### {title}\n\nWhat you write: {written}.\n"
        if any(rows(definitions[name], shared)):
            text += f"\n{field_table(definitions[name], shared)}"
        parts.append(text)
    parts += [f"{SECTIONS}\n{section_table()}", f"{FACTS}\n{fact_table()}"]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
