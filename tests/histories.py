"""Answers about a workspace's history, as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import lxml.html
from example import REPOSITORY
from running import git, run_well

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


def shown(*arguments: str) -> list[str]:
    """Return the lines that a command about the repository prints into a pipe."""
    return run_well(*arguments, folder=REPOSITORY).splitlines()


def page(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def state(folder: Path) -> dict[str, object]:
    """Return what no reading of a revision may change: the files, the index, the references."""
    files = {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return files | {"status": git(folder, "--no-optional-locks", "status", "--porcelain=v2")}


def commit(example: Example, message: str) -> str:
    """Commit all that there is, and return the commit's short id."""
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", message)
    return git(example.root, "rev-parse", "--short", "HEAD").strip()


def impact(example: Example, since: str, *more: str) -> dict[str, dict[str, list[str]]]:
    """Return, for each thing affected, its documents, evaluated parts, reasons and their places."""
    arguments = ("impact", "--since", since, "--format", "json", *more)
    found = json.loads(run_well(*arguments, folder=example.root))
    return {
        each["name"]: {
            "documents": each["documents"],
            "parts": each["evaluation_parts"],
            "texts": [reason["text"] for reason in each["reasons"]],
            "places": [reason["place"] for reason in each["reasons"]],
            "commits": [one for reason in each["reasons"] for one in reason["commits"]],
        }
        for each in found["affected"]
    }
