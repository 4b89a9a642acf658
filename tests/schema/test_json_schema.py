"""JSON Schema of every kind of file, as editors use it, held against an independent validator."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from example import REPOSITORY

from jdgen.build.editor_schemas import FOLDER, KINDS, schema_files
from jdgen.build.starter import empty_files, starter_files
from jdgen.workspace.inheritance import Library

CASES = REPOSITORY / "tests" / "cases"
WRITTEN = REPOSITORY / FOLDER
LINE_FOR_EDITORS = re.compile(r"# yaml-language-server: \$schema=(\S+)")


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as an editor does (YAML 1.2): dates, `Yes` and `012` stay text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag in {"tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


def load(path: Path) -> Any:  # noqa: ANN401 - any YAML
    return yaml.load(path.read_text(encoding="utf-8"), EditorLoader)  # noqa: S506 - it is safe


def kind_of(path: Path) -> str:
    if path.name in {"organisation.yaml", "family.yaml", "layout.yaml"}:
        return path.stem
    folders = {"levels": "level", "roles": "role", "vacancies": "vacancy"}
    return folders[path.parent.name]


def own_files() -> list[Path]:
    """Return every YAML file of the repository that jdgen reads and accepts."""
    folders = (REPOSITORY / "families", REPOSITORY / "examples", REPOSITORY / "templates")
    fixtures = (CASES / "base", CASES / "shapes")
    return sorted(path for folder in (*folders, *fixtures) for path in folder.rglob("*.yaml"))


def validator(kind: str) -> jsonschema.Draft7Validator:
    schema = json.loads((WRITTEN / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


VALIDATORS = {kind: validator(kind) for kind in KINDS}


@pytest.mark.parametrize("path", own_files(), ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_every_file_is_valid_by_the_written_schema(path: Path) -> None:
    errors = VALIDATORS[kind_of(path)].iter_errors(load(path))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_written_schemas_are_those_of_the_code_and_of_the_ids() -> None:
    made = schema_files(Library(REPOSITORY))
    kept = {path.name: path.read_bytes() for path in WRITTEN.iterdir()}
    assert kept == made, "run jdgen schema"


def test_every_file_names_its_schema_where_it_stands() -> None:
    for path in own_files():
        if CASES in path.parents:
            continue
        found = LINE_FOR_EDITORS.match(path.read_text(encoding="utf-8"))
        assert found, path
        schema = (path.parent / found[1]).resolve()
        assert schema == WRITTEN / f"{kind_of(path)}.schema.json"


@pytest.mark.parametrize("files", [starter_files(), empty_files("Ours", "fr")], ids=["", "empty"])
def test_the_files_of_a_new_workspace_find_their_schemas_too(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        if not name.endswith(".yaml"):
            continue
        found = LINE_FOR_EDITORS.match(data.decode())
        assert found, name
        schema = os.path.normpath(Path(name).parent / found[1])
        assert Path(schema).as_posix() in files, name


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        ("vacancy", {"role": "x", "locaton": "Here"}, "locaton"),
        ("vacancy", {"location": "Here"}, ""),
        ("vacancy", {"role": "x", "closing_date": "14/02/2027"}, "closing_date"),
        ("role", {"title": "A", "family": "f"}, "level"),
        ("role", {"title": "A", "family": "f", "level": "l", "checks": {"dbs": "CRB"}}, "checks"),
        ("role", {"title": "A", "family": "f", "level": "l", "omit": ["Not An Id"]}, "omit"),
        (
            "role",
            {"title": "A", "family": "f", "level": "l", "sections": {"duties": [{"label": "x"}]}},
            "sections",
        ),
        ("level", {"title": "A", "rank": "first", "grades": ["4"]}, "rank"),
        ("level", {"title": "A", "rank": 1, "grades": []}, "grades"),
        ("organisation", {"name": "A", "language": "English"}, "language"),
        ("layout", {"title": "A", "documents": {"a": {"title": "A", "subject": "job"}}}, "subject"),
    ],
)
def test_mistakes_show_while_typing(kind: str, said: dict[str, Any], wrong: str) -> None:
    errors = list(VALIDATORS[kind].iter_errors(said))
    assert errors
    assert any(wrong in f"{error.json_path} {error.message}" for error in errors)


def test_every_field_is_described() -> None:
    def bare(schema: Any, place: str) -> list[str]:  # noqa: ANN401 - any JSON
        if isinstance(schema, list):
            return [found for part in schema for found in bare(part, place)]
        if not isinstance(schema, dict):
            return []
        found = [
            f"{place}.{name}"
            for name, field in schema.get("properties", {}).items()
            if not field.get("description", "").endswith((".", "?"))
        ]
        for name, part in schema.items():
            found += bare(part, f"{place}.{name}")
        return found

    for kind, known in VALIDATORS.items():
        assert bare(known.schema, kind) == []


def test_editors_offer_ids_with_what_they_stand_for() -> None:
    definitions = VALIDATORS["role"].schema["definitions"]
    offered = {
        kind: {choice["const"]: choice["description"] for choice in known["anyOf"][:-1]}
        for kind, known in definitions.items()
        if kind in {"family", "level", "clause", "method", "step", "behaviour", "allowance"}
    }
    assert offered["level"]["PRO9"] == "project-delivery: Specialist project support"
    assert offered["method"]["A"] == "Application form"
    assert offered["clause"]["climate"].startswith("Climate and nature: Choose ways to travel")
    assert offered["allowance"] == {"standby": "Standby", "weekend": "Weekend work"}
    assert all(offered.values())
    # An id that is new is no mistake while it is typed; jdgen check knows whether it is one.
    assert VALIDATORS["vacancy"].is_valid({"role": "not-written-yet"})


def test_the_command_writes_the_schemas_of_a_workspace(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jdgen", "schema", "--output", tmp_path / "schemas"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    names = sorted(f"{kind}.schema.json" for kind in KINDS)
    assert sorted(Path(line).name for line in done.stdout.splitlines()) == names
    written = {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}
    assert written == {path.name: path.read_bytes() for path in WRITTEN.iterdir()}
