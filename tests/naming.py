"""A workspace of one thing of each kind, each called as a test says."""

from __future__ import annotations

import json
import shutil
import unicodedata
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Final

from example import REPOSITORY
from typer.testing import CliRunner

from jdgen.cli import app

if TYPE_CHECKING:
    from click.testing import Result


KINDS: Final = ("family", "level", "version", "role", "vacancy", "layout")
"""What is called by the name of its file or folder."""


PROFILES: Final = """\
title: Ours
extends: standard
documents:
  profile: {title: Profile, subject: level, sections: [{id: purpose, title: Purpose}]}
  guide: {title: Guide, subject: family, parts: [profile], sections: [{id: levels, title: Levels}]}
"""


class Named:
    """A workspace of one thing of each kind, each called as a test says."""

    def __init__(self, root: Path, **names: str) -> None:
        self.root = root
        self.names = {
            "family": "works",
            "level": "W1",
            "role": "paviour",
            "vacancy": "one",
            "layout": "standard",
            **names,
        }
        layout = root / self.place("layout").parent
        shutil.copytree(REPOSITORY / "templates/standard", layout)
        self.write(
            Path("families/organisation.yaml"),
            "name: Hale District Council\nlanguage: en-GB\n"
            "assessment_methods: {A: Application form}\n",
        )
        self.write(self.place("family"), "title: Works\ndescription: Mends things.\n")
        self.write(
            self.place("level"),
            'title: Crew\nrank: 1\ngrades: ["9/10"]\n',
        )
        if "version" in names:
            self.write(self.place("version"), 'title: Crew\nrank: 1\ngrades: ["4"]\n')
        self.write(
            self.place("role"),
            f"title: Paviour\nfamily: {self.quoted('family')}\nlevel: {self.quoted('level')}\n"
            "sections: {purpose: Keeps pavements safe.}\n"
            "person_specification:\n  - category: Skills\n    criteria:\n"
            "      - {text: Lays slabs., importance: essential, assessed_by: [A]}\n",
        )
        self.write(self.place("vacancy"), f"role: {self.quoted('role')}\n")

    def quoted(self, kind: str) -> str:
        """Return a name as another file says it, in the composition that keyboards write."""
        return json.dumps(unicodedata.normalize("NFC", self.names[kind]), ensure_ascii=False)

    def place(self, kind: str) -> Path:
        """Return the file of a kind of thing."""
        name, family = self.names[kind], Path("families", self.names["family"])
        return {
            "family": family / "family.yaml",
            "level": family / "levels" / f"{name}.yaml",
            "version": family / "levels" / f"{name}.2027-04-01.yaml",
            "role": family / "roles" / f"{name}.yaml",
            "vacancy": Path("vacancies", f"{name}.yaml"),
            "layout": Path("templates", name, "layout.yaml"),
        }[kind]

    def write(self, place: Path, text: str) -> Path:
        """Write a file of the workspace."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(errors="surrogateescape"))
        return path

    def copy(self, place: str, name: str) -> None:
        """Copy a file or folder of the workspace beside itself."""
        path = self.root / place
        make = shutil.copytree if path.is_dir() else shutil.copy
        make(path, path.parent / name)

    def run(self, *words: str) -> Result:
        """Run a command in the workspace."""
        with chdir(self.root):
            return CliRunner().invoke(app, list(words))

    def built(self) -> list[str]:
        """Return what was built, by paths below the output folder."""
        build = self.root / "build"
        return sorted(
            path.relative_to(build).as_posix() for path in build.rglob("*") if path.is_file()
        )


def nfd(name: str) -> str:
    return unicodedata.normalize("NFD", name)
