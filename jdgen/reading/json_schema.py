"""What shapes say of themselves as JSON Schema (draft 7, which editors of YAML know best)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jdgen.reading.records import Field

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_LANGUAGE: Final = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"


class Book:
    """What the schema of one kind of file is written into: the shapes that it says once, by name.

    `known` holds, by kind, the ids of a workspace with a description each. Editors offer them and
    nothing is wrong with another one: whether it exists is for `jdgen check` to say. `fields` are
    the organisation's own.
    """

    def __init__(
        self,
        ids: Mapping[str, Mapping[str, str]] | None = None,
        fields: dict[str, Field] | None = None,
    ) -> None:
        self._ids = ids or {}
        self.fields = fields or {}
        self.definitions: dict[str, Schema] = {}

    def text(self) -> Schema:
        """Return a text that isn't empty, which YAML may have taken for a number."""
        return self.named(
            "text",
            lambda: {
                "anyOf": [
                    {"type": "string", "pattern": "\\S"},
                    {"type": ["number", "boolean"]},
                ]
            },
        )

    def words(self) -> Schema:
        """Return a text that a reader sees, which may be said in several languages."""
        return self.named(
            "words",
            lambda: {
                "anyOf": [
                    self.text(),
                    {
                        "type": "object",
                        "description": "The text in each language, under the languages' tags.",
                        "propertyNames": {"pattern": _LANGUAGE},
                        "additionalProperties": self.text(),
                        "minProperties": 1,
                    },
                ]
            },
        )

    def reference(self, kind: str) -> Schema:
        """Return the id of something of a kind, with those that the workspace has."""
        abouts = self._ids.get(kind, {})
        if not abouts:
            return self.text()
        ids = [{"const": key, "description": about} for key, about in abouts.items()]
        other = {"type": ["string", "number"]}
        return self.named(kind, lambda: {"anyOf": [*ids, other]})

    def named(self, name: str, describe: Callable[[], Schema]) -> Schema:
        """Return a reference to a shape, which is described once."""
        if name not in self.definitions:
            self.definitions[name] = {}  # it may hold itself
            self.definitions[name] = describe()
        # A reference's neighbours are ignored in draft 7, so that it stands in a list of its own.
        return {"allOf": [{"$ref": f"#/definitions/{name}"}]}
