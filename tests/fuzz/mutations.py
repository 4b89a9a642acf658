"""Ways to spoil a workspace: each takes a source of chance and a folder, and says what it did."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import zipfile
from typing import TYPE_CHECKING, Any, Final

import yaml
from odd import (
    ADDRESSES,
    CHARACTERS,
    DATES,
    EXPRESSIONS,
    NAMES,
    NUMBERS,
    STATEMENTS,
    STRINGS,
    VALUES,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from random import Random

    Spoil = Callable[[Random, Path], str]


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file())


def _yaml_files(folder: Path) -> list[Path]:
    return [
        *_files(folder, "families/**/*.yaml"),
        *_files(folder, "vacancies/*.yaml"),
        *_files(folder, "examples/vacancies/*.yaml"),
    ]


# --- bytes and lines, of any text file ------------------------------------------------------------


def _bytes(chance: Random, data: bytes) -> bytes:
    """Flip, insert, drop or repeat some bytes, cut the end off, or save in another encoding."""
    way = chance.randrange(7)
    if way == 0:
        encoding = chance.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7"])
        return data.decode("utf-8", "replace").encode(encoding, "replace")
    if way == 1:
        return data[: chance.randrange(len(data) + 1)]
    at = chance.randrange(len(data) + 1)
    if way == 2:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if way == 3:
        return data[:at] + chance.randbytes(chance.choice([1, 1, 2, 8, 40])) + data[at:]
    if way == 4:
        return data[:at] + data[at + chance.choice([1, 1, 2, 9]) :]
    if way == 5:
        return data[:at] + chance.choice(CHARACTERS).encode("utf-8", "surrogatepass") + data[at:]
    return data[:at] + data[at : at + 60] * chance.choice([2, 3, 50]) + data[at:]


def _lines(chance: Random, text: str) -> str:
    """Drop, repeat, swap or indent lines."""
    lines = text.split("\n")
    first, second = (chance.randrange(len(lines)) for _ in range(2))
    way = chance.randrange(6)
    if way == 0:
        del lines[first]
    elif way == 1:
        lines.insert(second, lines[first])
    elif way == 2:
        lines[first], lines[second] = lines[second], lines[first]
    elif way == 3:
        lines[first] = " " * chance.choice([1, 2, 4]) + lines[first]
    elif way == 4:
        lines[first] = lines[first][chance.choice([1, 2]) :]
    else:
        lines[first] += chance.choice([" ", ": ", " #", "\t", "\r", '"', "'", " |", " >", "\\"])
    return "\n".join(lines)


# --- YAML by its nodes ----------------------------------------------------------------------------


def _places(node: Any, found: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Return every place in the tree: the list or mapping, and the index or name in it."""
    keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        found.append((node, key))
        _places(node[key], found)
    return found


def _deep(chance: Random) -> Any:
    node: Any = "a"
    for _ in range(chance.choice([3, 20, 48, 49, 50, 51, 60, 200])):
        node = [node] if chance.random() < 0.5 else {chance.choice(["items", "a", "text"]): node}
    return node


def _value(chance: Random, old: Any) -> Any:
    """Return something in place of a value."""
    way = chance.randrange(9)
    if way == 0:
        return chance.choice(STRINGS)
    if way == 1:
        return chance.choice(NUMBERS)
    if way == 2:
        return chance.choice(DATES)
    if way == 3:
        return {"markdown": f"[{chance.choice(['a', '', '**a**'])}]({chance.choice(ADDRESSES)})"}
    if way == 4:
        return {"markdown": chance.choice(VALUES)}
    if way == 5:
        return chance.choice([[], {}, [old], {"text": old}, {"en": old}, [[old]], [old, old], None])
    if way == 6:
        return _deep(chance)
    if way == 7:
        text = str(old)
        at = chance.randrange(len(text) + 1)
        return text[:at] + chance.choice([*CHARACTERS, *STRINGS]) + text[at:]
    return {chance.choice(["id", "text", "markdown", "clause", "when", "any_of"]): old}


def _nodes(chance: Random, text: str) -> str:
    """Drop, repeat, swap, rename or replace a node."""
    tree = yaml.load(text, yaml.BaseLoader)
    places = _places(tree, [])
    if not places:
        return text
    parent, key = chance.choice(places)
    other, other_key = chance.choice(places)
    way = chance.randrange(8)
    if way == 0:
        del parent[key]
    elif way == 1 and isinstance(parent, list):
        parent.insert(chance.randrange(len(parent) + 1), parent[key])
    elif way == 2:
        parent[key], other[other_key] = other[other_key], parent[key]
        text = repr(tree)
        if "..." in text:  # it holds itself
            return text
    elif way == 3 and isinstance(parent, dict):
        name = chance.choice([*VALUES, *(key for key in (k for _, k in places) if key)])
        parent[str(name)] = parent.pop(key)
    elif way == 4:
        other[other_key] = parent[key] if parent is not other else chance.choice(VALUES)
        if "..." in repr(tree):
            return repr(tree)
    else:
        parent[key] = _value(chance, parent[key])
    return yaml.dump(
        tree, allow_unicode=chance.random() < 0.5, width=80, sort_keys=False, Dumper=_Dumper
    )


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _spoil_text(chance: Random, path: Path, ways: Sequence[Callable[[Random, str], str]]) -> None:
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        data = path.read_bytes()
        try:
            if chance.random() < 0.25:
                data = _bytes(chance, data)
            else:
                data = chance.choice(ways)(chance, data.decode()).encode("utf-8", "surrogatepass")
        except (UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError, KeyError):
            data = _bytes(chance, data)  # it is spoilt already
        path.write_bytes(data)


def spoil_yaml(chance: Random, folder: Path) -> str:
    """Spoil one of the files of families and vacancies."""
    path = chance.choice(_yaml_files(folder))
    _spoil_text(chance, path, (_nodes, _nodes, _nodes, _lines))
    return path.relative_to(folder).as_posix()


def spoil_layout(chance: Random, folder: Path) -> str:
    """Spoil one of the layouts."""
    path = chance.choice(_files(folder, "templates/*/layout.yaml"))
    _spoil_text(chance, path, (_nodes, _nodes, _nodes, _lines))
    return path.relative_to(folder).as_posix()


# --- templates ------------------------------------------------------------------------------------

_TOKEN: Final = re.compile(r"\{[{%#]-?|-?[}%#]\}|\w+|\s+|.", re.DOTALL)


def _tokens(chance: Random, text: str) -> str:
    """Drop, repeat, swap or replace a token, or put something odd between two."""
    tokens = _TOKEN.findall(text) or [""]
    first, second = (chance.randrange(len(tokens)) for _ in range(2))
    way = chance.randrange(5)
    if way == 0:
        del tokens[first : first + chance.choice([1, 1, 3, 10])]
    elif way == 1:
        tokens.insert(second, tokens[first])
    elif way == 2:
        tokens[first], tokens[second] = tokens[second], tokens[first]
    elif way == 3:
        tokens[first] = chance.choice([*EXPRESSIONS, *STRINGS])
    else:
        tokens.insert(first, chance.choice([*STATEMENTS, *CHARACTERS]))
    return "".join(tokens)


def _statements(chance: Random, text: str) -> str:
    """Write something odd at the start of a line."""
    lines = text.split("\n")
    at = chance.randrange(len(lines) + 1)
    expression, statement = chance.choice(EXPRESSIONS), chance.choice(STATEMENTS)
    expression = chance.choice(
        [
            f"{{{{ {expression} }}}}",
            f"{{% if {expression} %}}a{{% endif %}}",
            f"{{% set b = {expression} %}}",
        ]
    )
    deep = chance.choice([2, 19, 20, 21, 25, 60, 200])
    opened, closed = chance.choice(
        [
            ("{% for a in [1] %}", "{% endfor %}"),
            ("{% if 1 %}", "{% endif %}"),
            ("{% with a = 1 %}", "{% endwith %}"),
            ("{% filter upper %}", "{% endfilter %}"),
        ]
    )
    nested = f"{opened * deep}a{closed * deep}"
    lines.insert(at, chance.choice([expression, expression, statement, statement, nested]))
    return "\n".join(lines)


def spoil_template(chance: Random, folder: Path) -> str:
    """Spoil a template, or one that it includes."""
    path = chance.choice(_files(folder, "templates/*/*.md.j2"))
    _spoil_text(chance, path, (_tokens, _statements, _statements, _lines))
    return path.relative_to(folder).as_posix()


# --- house styles ---------------------------------------------------------------------------------


def _xml(chance: Random, xml: bytes) -> bytes:
    """Drop, repeat, swap or rename a tag, an attribute or its value."""
    tags = list(re.finditer(rb"<[^>]*>", xml))
    if not tags:
        return _bytes(chance, xml)
    first, second = sorted(
        chance.sample(tags, 2) if len(tags) > 1 else tags * 2, key=lambda t: t.start()
    )
    way = chance.randrange(8)
    if way == 0:
        return xml[: first.start()] + xml[first.end() :]
    if way == 1:
        return xml[: first.end()] + first[0] + xml[first.end() :]
    if way == 2:
        return xml[: first.start()] + xml[second.end() :]
    if way == 3:
        deep = chance.choice([10, 300, 5000, 50000])
        return xml[: first.start()] + b"<w:sdt>" * deep + b"</w:sdt>" * deep + xml[first.start() :]
    if way == 4:
        odd = chance.choice([*VALUES, *CHARACTERS]).encode("utf-8", "surrogatepass")
        return (
            re.sub(
                rb'="[^"]*"',
                b'="' + odd.replace(b"\\", b"\\\\") + b'"',
                xml[: first.end()],
                count=1,
            )
            + xml[first.end() :]
        )
    if way == 5:
        values = list(re.finditer(rb'="([^"]*)"', xml))
        value = chance.choice(values) if values else first
        odd = chance.choice([*NUMBERS, *STRINGS]).encode("utf-8", "surrogatepass")
        return xml[: value.start()] + b'="' + odd + b'"' + xml[value.end() :]
    if way == 6:
        name = chance.choice(
            [b"sdt", b"tbl", b"p", b"t", b"sectPr", b"body", b"num", b"style", b"tag"]
        )
        fresh = chance.choice([b"x", b"sdt", b"tbl", b"p", b"sectPr"])
        return xml.replace(b"<w:" + name, b"<w:" + fresh).replace(b"</w:" + name, b"</w:" + fresh)
    return (
        xml[: first.start()]
        + chance.choice(
            [
                b"<!DOCTYPE a>",
                b"<!-- a -->",
                b"<![CDATA[a]]>",
                b"<?a?>",
                b"&#0;",
                b"&a;",
                b"<",
                b"\xff",
            ]
        )
        + xml[first.start() :]
    )


def spoil_house_style(chance: Random, folder: Path) -> str:
    """Spoil a part of a Word file, its zip file, or the whole."""
    path = chance.choice(_files(folder, "templates/*/house-style.docx"))
    data = path.read_bytes()
    if chance.random() < 0.2:
        path.write_bytes(_bytes(chance, data))
        return path.relative_to(folder).as_posix()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    for _ in range(chance.choice([1, 1, 2, 3])):
        name = chance.choice(sorted(parts))
        way = chance.randrange(8)
        if way == 0:
            del parts[name]
        elif way == 1:
            parts[
                chance.choice(["a", "../a", "/a", "word/header9.xml", "\u00e9.xml", "a" * 300])
            ] = parts[name]
        elif way == 2:
            parts[name] = _bytes(chance, parts[name])
        elif way == 3:
            parts[name] = b""
        else:
            parts[name] = _xml(chance, parts[name])
        if not parts:
            break
    made = io.BytesIO()
    method = chance.choice(
        [zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA]
    )
    with zipfile.ZipFile(made, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    path.write_bytes(made.getvalue())
    return path.relative_to(folder).as_posix()


# --- files and their names ------------------------------------------------------------------------


def spoil_files(chance: Random, folder: Path) -> str:
    """Put something else than a file where one is read, or give one another name."""
    everything = sorted(
        path
        for part in ("families", "templates", "vacancies", "examples/vacancies")
        for path in (folder / part).rglob("*")
        if path.name != "organisation.yaml"
    )
    path = chance.choice(everything)
    way = chance.randrange(10)
    said = f"{way} {path.relative_to(folder).as_posix()}"
    if way >= 7:
        name = chance.choice(NAMES)
        if path.is_dir():
            name = name.removesuffix(b".yaml")
        try:
            os.rename(os.fsencode(path), os.fsencode(path.parent) + b"/" + name)
        except OSError as error:  # a name that this file system doesn't have
            return f"{said} {error}"
        return f"{said} {name!r}"
    if way == 6:
        other = chance.choice([each for each in everything if each.is_file()])
        path = path.parent / chance.choice([other.name, f"a{other.suffix}"])
        if not path.is_dir():
            path.write_bytes(other.read_bytes())
        return f"{said} {other.name}"
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if way == 0:
        path.mkdir()
    elif way == 1:
        os.mkfifo(path)
    elif way == 2:
        path.symlink_to(chance.choice(["nothing", path.name, ".", "..", "/dev/zero", "/dev/null"]))
    elif way == 3:
        with socket.socket(socket.AF_UNIX) as opened:
            here = os.getcwd()
            os.chdir(path.parent)  # the name of a socket has few letters
            try:
                opened.bind(path.name)
            finally:
                os.chdir(here)
    elif way == 4:
        path.write_bytes(
            chance.choice([b"", b"\n", b"\xef\xbb\xbf", b"\0", b"---", b"# a\n", b"a"])
        )
    return said


# --- command lines --------------------------------------------------------------------------------

LINES: Final = (
    "build adviser-west -o out",
    "build --all --layout all --format md -o out",
    "build ENQ2 --audience evaluation --draft -o out",
    "check",
    "check vacancies/adviser-west.yaml --format github",
    "check --language en --as-of 2027-01-01",
    "list levels --format json",
    "list --root .",
    "show ENQ2:5 --layout ours",
    "show adviser --format json --audience advert",
    "explain adviser-west --item opening",
    "explain ENQ2 --format json --as-of 2027-01-01",
    "where-used health-and-safety --format json",
    "where-used adviser",
    "diff ENQ1 ENQ2 --same --exit-code",
    "diff ENQ2@HEAD ENQ2 --format html",
    "diff ENQ1 ENQ2 --summary",
    "diff --ladder enquiries --format markdown",
    "diff --ladder enquiries --theme horizon --format html",
    "diff --since HEAD --format json",
    "impact --since HEAD --audience job-description",
    "schema -o out",
    "init out/new",
)
OPTIONS: Final = (
    *("--all", "--draft", "--same", "--summary", "--exit-code"),
    *("--format", "--layout", "--audience", "--language", "--as-of", "--item", "--since"),
    *("--ladder", "--theme", "--root", "--output"),
)


def _words(folder: Path) -> list[str]:
    """Return the words that mean something in a workspace."""
    paths = [path.relative_to(folder) for path in _yaml_files(folder)]
    known = [path.as_posix() for path in paths] + [path.stem for path in paths]
    return [*known, *{path.parts[1] for path in paths if len(path.parts) > 2}]


def _word(chance: Random, known: Sequence[str]) -> str:
    """Return a word for a command line: one that is known, an odd one, or parts of both."""
    way = chance.randrange(5)
    if way < 2:
        return chance.choice(known)
    if way == 2:
        return chance.choice(WORDS)
    if way == 3:
        parts = [*known, *WORDS]
        between = chance.choice([":", "@", "/", "", ",", ":9", "@main", "\n"])
        return f"{chance.choice(parts)}{between}{chance.choice(parts)}"
    return chance.choice(VALUES).replace("\0", "").replace("\ud800", "\udcff")


def command_line(chance: Random, folder: Path) -> list[str]:
    """Return a command of which some words are odd, or there too often or not at all."""
    known = _words(folder)
    words = chance.choice(LINES).split()
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        at = chance.randrange(1, len(words) + 1)
        way = chance.randrange(6)
        if way == 0:
            words[at:at] = [chance.choice(OPTIONS), _word(chance, known)]
        elif way == 1:
            words.insert(at, _word(chance, known))
        elif way == 2:
            del words[at : at + 1]
        else:
            words[at : at + 1] = [_word(chance, known)]
    return words


KINDS: Final[dict[str, Spoil]] = {
    "yaml": spoil_yaml,
    "layout": spoil_layout,
    "template": spoil_template,
    "house style": spoil_house_style,
    "files": spoil_files,
    "command": lambda _chance, _folder: "",
}
