"""A workspace may be a stranger's: links in it lead nowhere else, and its layouts are sandboxed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from repositories import git
from running import run, words

from jdgen.build.check import check
from jdgen.build.files import Order
from jdgen.build.making import Making, build
from jdgen.documents.render import views
from jdgen.documents.template import TemplateFailure, environment, render_template
from jdgen.documents.views import VIEWS
from jdgen.model.job import Edition
from jdgen.problems import InvalidInput, Naming
from jdgen.trace.explain import explain
from jdgen.trace.where_used import where_used
from jdgen.workspace.listing import inventories
from jdgen.workspace.targets import find, job_of, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from example import Example

    from jdgen.problems import Problem


def refusals(attempt: Callable[[], object]) -> set[str]:
    """Return what the problems of an attempt say of links, each with its place."""
    try:
        found = attempt()
    except InvalidInput as invalid:
        return links_in(invalid.problems)
    return links_in(found[1]) if isinstance(found, tuple) and isinstance(found[1], list) else set()


def links_in(problems: list[Problem] | tuple[Problem, ...]) -> set[str]:
    """Return the places of links that lead out, which problems name."""
    return {
        problem.place.file
        for problem in problems
        if "this link leads out of the workspace" in problem.message
    }


# What is moved away and linked to, and the commands that read it.
EVERYWHERE = ("check", "build", "list", "show", "explain", "where-used")
LINKED = {
    "families": EVERYWHERE,
    "families/organisation.yaml": EVERYWHERE,
    "families/works": EVERYWHERE,
    "families/works/family.yaml": EVERYWHERE,
    "families/works/levels": EVERYWHERE,
    "families/works/levels/W1.yaml": EVERYWHERE,
    "families/works/roles": EVERYWHERE,
    "families/works/roles/paviour.yaml": EVERYWHERE,
    "vacancies": ("check", "build", "list", "where-used"),
    "vacancies/one.yaml": EVERYWHERE,
    "examples/vacancies": ("check", "build", "list", "where-used"),
    "templates": ("check", "build", "explain"),
    "templates/standard": ("check", "build", "explain"),
    "templates/standard/layout.yaml": ("check", "build", "explain"),
    "templates/standard/document.md.j2": ("check", "build", "explain"),
    "templates/standard/house-style.docx": ("check", "build", "explain"),
}


def _explained(example: Example) -> object:
    library = example.library()
    return explain(library, "one", "standard", Edition())


def commands(example: Example, output: Path) -> dict[str, Callable[[], object]]:
    """Return what commands do, by their names."""
    library, order = example.library(), Order(["standard"])
    kinds = ("families", "levels", "roles", "vacancies")

    return {
        "check": lambda: check(library, order),
        "build": lambda: build(Making(library, order, output), list(units(library))),
        "list": lambda: inventories(library, kinds),
        "show": lambda: job_of(library, find(library, "one").target),
        "explain": lambda: _explained(example),
        "where-used": lambda: where_used(library, "W1"),
    }


@pytest.mark.parametrize("place", LINKED)
def test_a_link_that_leads_out_is_refused_wherever_files_are_found(
    example: Example, place: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    example.write("examples/vacancies/two.yaml", "role: paviour\n")
    outside = tmp_path_factory.mktemp("outside")
    shutil.move(example.root / place, outside / "moved")
    (example.root / place).symlink_to(outside / "moved")
    output = outside / "build"
    found = {name: refusals(what) for name, what in commands(example, output).items()}
    for name in LINKED[place]:
        assert found[name] == {place}, name
    assert not output.exists()
    for command in (("check",), ("build", "--all", "-o", str(output))):
        done = run(*command, folder=example.root)
        assert done.returncode == 1
        assert f"{place}:1:1: this link leads out of the workspace" in done.stderr


@pytest.mark.parametrize(
    "place",
    [
        "families/notes.txt",
        "families/works/levels/notes.yaml.txt",
        "families/etc",
        "templates/etc",
        "templates/standard/part.txt",
        "vacancies/etc",
        "vacancies/deep/notes.md",
        "examples/vacancies/etc",
    ],
)
@pytest.mark.parametrize("target", ["/etc", "/etc/hostname", "/nowhere", "../../../../.."])
def test_a_check_names_links_that_nothing_reads(example: Example, place: str, target: str) -> None:
    path = example.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
    assert refusals(lambda: check(example.library(), Order(["standard"]))) == {place}


def test_links_inside_the_workspace_are_read(example: Example, tmp_path: Path) -> None:
    shared = example.root / "shared"
    shared.mkdir()
    for place in LINKED:
        path = example.root / place
        if path.exists() and not path.is_symlink() and path.is_file():
            moved = shared / place.replace("/", "-")
            path.rename(moved)
            path.symlink_to(os.path.relpath(moved, path.parent))
    (example.root / "templates").rename(shared / "templates")
    (example.root / "templates").symlink_to(shared / "templates")
    for link in (shared / "templates/standard").iterdir():
        target = shared / f"templates-standard-{link.name}"
        link.unlink()
        link.symlink_to(target)
    other = tmp_path / "other"
    other.symlink_to(example.root)
    for folder in (example.root, other):
        done = run("check", "--root", str(folder), folder=tmp_path)
        assert done.returncode == 0, done.stderr


def test_a_vacancy_of_whoever_runs_the_command_may_lie_anywhere(
    example: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "mine.yaml"
    outside.write_text("role: paviour\n", "utf-8")
    (example.root / "inbox").symlink_to(outside.parent)
    for path in (str(outside), "inbox/mine.yaml"):
        done = run("check", path, folder=example.root)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("place", "target"),
    [
        ("vacancies/two.yaml", "two.yaml"),
        ("vacancies/loop", "."),
        ("vacancies/loop", "loop"),
        ("families/loop", ".."),
        ("families/works/loop", "../loop"),
        ("families/works/levels/W2.yaml", "W2.yaml"),
        ("templates/loop", "."),
        ("templates/standard/loop", "../standard/loop"),
        ("examples", "examples"),
    ],
)
def test_links_in_a_circle_end_with_a_message_or_are_passed_over(
    example: Example, place: str, target: str
) -> None:
    git(example.root, "init", "-q", "-b", "main")
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", "Start")
    (example.root / place).symlink_to(target)
    is_read = place.endswith(".yaml")
    is_wrong = is_read or place == "examples"  # in which vacancies would be looked for
    done = run("check", folder=example.root)
    assert done.returncode == int(is_wrong or target == ".."), done.stderr
    if is_read:
        assert f"{place}:1:1: the file can't be read: Too many levels" in done.stderr
    for command in (("impact", "--since", "HEAD"), ("build", "two")):
        if command[0] == "impact" or place == "vacancies/two.yaml":
            done = run(*command, folder=example.root)
            assert done.returncode == int(is_wrong), done.stderr


@pytest.mark.parametrize("name", ["../outside", "works/../../outside", "./works", "{root}/outside"])
def test_a_family_that_is_named_leads_nowhere_else(example: Example, name: str) -> None:
    """Its levels were looked for before it was known that there is no such family."""
    named = name.format(root=example.root)
    (example.root / "outside/levels").mkdir(parents=True)
    shutil.copy(example.root / "families/works/levels/W1.yaml", example.root / "outside/levels")
    role = example.root / "families/works/roles/paviour.yaml"
    role.write_text(role.read_text("utf-8").replace("family: works", f'family: "{named}"'), "utf-8")
    assert example.library().levels(named) == []
    for command in (("check",), ("show", "paviour:4"), ("diff", "paviour:4", "W1")):
        done = run(*command, folder=example.root)
        assert done.returncode == 1
        assert f'unknown family "{named}"' in done.stderr


# --- layouts --------------------------------------------------------------------------------------

NAMES_OUTSIDE = (
    "../../families/organisation.yaml",
    "../../../secret.md.j2",
    "..",
    "{secret}",
    "standard/../../families/organisation.yaml",
    "/families/organisation.yaml",
    "..\\..\\families\\organisation.yaml",
    "./../families/organisation.yaml",
    "standard/..//../families/organisation.yaml",
)


@pytest.fixture
def secret(tmp_path: Path, example: Example) -> Path:
    """Return a file beside the workspace."""
    path = tmp_path.parent / f"{tmp_path.name}-secret.md.j2"
    path.write_text("Hale secret", "utf-8")
    assert example.root == tmp_path
    return path


@pytest.mark.parametrize(
    "directive",
    [
        "{{% include {} %}}",
        "{{% include {} ignore missing %}}",
        "{{% include [{}, {}] %}}",
        "{{% import {} as x %}}{{{{ x }}}}",
        "{{% from {} import x %}}",
        "{{% extends {} %}}",
        "{{% set name = {} %}}{{% include name %}}",
    ],
)
def test_a_template_names_templates_alone(example: Example, secret: Path, directive: str) -> None:
    for name in NAMES_OUTSIDE:
        text = directive.replace("{}", repr(name.format(secret=secret))).format()
        example.write("templates/ours/document.md.j2", text)
        example.layout("")
        try:
            shown = example.markdown(layout="ours")
        except InvalidInput as invalid:
            [problem] = invalid.problems
            assert problem.place.file == "templates/ours/document.md.j2"
            assert "Hale" not in str(problem)
        else:
            assert "ignore missing" in directive
            assert "Hale" not in shown


@pytest.mark.parametrize("place", ["part.j2", "parts/part.j2"])
def test_a_template_reads_no_link_that_leads_out(
    example: Example, secret: Path, place: str
) -> None:
    link = example.root / "templates/ours" / place.partition("/")[0]
    link.parent.mkdir()
    link.symlink_to(secret if place == "part.j2" else secret.parent)
    name = place if place == "part.j2" else f"parts/{secret.name}"
    for directive in ("include '{}'", "include '{}' ignore missing", "extends '{}'"):
        text = f"{{% {directive.format(f'ours/{name}')} %}}"
        example.write("templates/ours/document.md.j2", text)
        example.layout("")
        [problem] = example.problems(layout="ours")
        assert problem.place.file == f"templates/ours/{place.partition('/')[0]}"
        assert "this link leads out of the workspace" in problem.message


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/passwd",
        "a/../../x",
        "..\\x",
        "C:x",
        "C:\\x",
        "../standard/document.md.j2",
        "..",
    ],
)
@pytest.mark.parametrize("field", ["template", "house_style"])
def test_a_layout_names_files_of_its_own_folder(example: Example, field: str, name: str) -> None:
    named = f"house_style: '{name}'\n"
    sections = "[{id: purpose, title: Purpose}]"
    document = (
        f"documents:\n  x: {{title: X, subject: post, sections: {sections}, template: '{name}'}}\n"
    )
    example.layout(named if field == "house_style" else document)
    assert "leads out of the folder" in str(example.problems(layout="ours")[0])


@pytest.mark.parametrize("name", ["../templates/standard", "/standard", "standard/", "..", "."])
def test_a_layout_extends_layouts_by_their_names(example: Example, name: str) -> None:
    example.write("templates/ours/layout.yaml", f"title: Ours\nextends: '{name}'\n")
    [problem] = example.problems(layout="ours")
    assert problem.message == f'unknown layout "{name}"'


ESCAPES = (
    "{{ ''.__class__ }}",
    "{{ ''['__class__'] }}",
    "{{ title['__class__'].__mro__ }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ labels.__class__ }}",
    "{{ labels['__init__'] }}",
    "{{ labels.get.__self__ }}",
    "{{ labels.update({'a': 1}) }}",
    "{{ labels.clear() }}",
    "{{ labels.setdefault('a', 1) }}",
    "{{ sections[0]._replace(id='x') }}",
    "{{ sections[0]._asdict() }}",
    "{{ sections[0]._make.__func__ }}",
    "{{ sections[0].__class__ }}",
    "{{ sections[0]['__class__'] }}",
    "{{ sections[0].parts[0].texts.__globals__ }}",
    "{{ sections[0].parts[0].is_empty.__func__ }}",
    "{{ sections[0].parts[0].marks.unescape() }}",
    "{{ sections[0].parts[0].marks.format(1) }}",
    "{{ sections[0].parts[0].marks.escape('x') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler('a').__class__ }}",
    "{{ cycler('a').next.__func__ }}",
    "{{ joiner.__init__.__globals__.os }}",
    "{{ joiner()._Joiner__x }}",
    "{{ namespace.__init__.__globals__ }}",
    "{% set n = namespace() %}{% set n.__class__ = 1 %}{{ n.__class__ }}",
    "{{ range.__class__ }}",
    "{{ range(1000000) | length }}",
    "{{ dict.mro() }}",
    "{{ dict.__subclasses__() }}",
    "{{ dict.fromkeys.__self__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.title.__globals__ }}",
    "{% for x in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "{% for x in [1] %}{{ loop.cycle.__func__ }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
    "{% macro m() %}{{ kwargs.__class__ }}{% endmacro %}{{ m(a=1) }}",
    "{% import 'ours/part.j2' as t %}{{ t.__dict__ }}",
    "{% import 'ours/part.j2' as t %}{{ t._body_stream }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ '{0.__class__.__mro__}'.format(labels) }}",
    "{{ '{a.__class__}'.format_map({'a': title}) }}",
    "{{ '{a[b].__class__}'.format(a=labels) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(title) }}",
    "{{ ('{0.__cla' 'ss__}').format(title) }}",
    "{{ ('{0.__cla' + 'ss__}').format(title) }}",
    "{{ (['{0.__class__}'] | first).format(title) }}",
    "{{ ('{0.__class__}' | trim | lower).format(title) }}",
    "{{ title.format.__self__ }}",
    "{{ title.encode().__class__ }}",
    "{{ title | attr('__class__') }}",
    "{{ [title] | map(attribute='__class__') | list }}",
    "{{ [title] | map('attr', '__class__') | list }}",
    "{{ [title] | selectattr('__class__') | list }}",
    "{{ [title] | groupby('__class__') }}",
    "{{ [title] | sort(attribute='__class__') }}",
    "{{ title | format('__class__') }}",
    "{{ labels | tojson }}",
    "{{ title | safe }}",
    "{{ lipsum.__globals__ }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ undefined_name.__class__ }}",
    "{{ [].append.__self__.__class__ }}",
    "{{ [].append(1) }}",
    "{{ {}.update({1: 1}) }}",
    "{{ (1).__class__ }}",
    "{{ 1.0.hex.__self__.__class__ }}",
    "{{ none.__class__ }}",
    "{{ true.__class__ }}",
    "{{ open('/etc/hostname').read() }}",
    "{{ __import__('os') }}",
    "{% debug %}",
    "{% do labels.clear() %}",
)


@pytest.mark.parametrize("text", ESCAPES)
def test_a_template_reaches_nothing_but_what_it_is_given(example: Example, text: str) -> None:
    layout = example.library().layout("standard")
    [values] = views(example.job(), layout)[:1]
    (example.root / "templates/ours").mkdir()
    example.write("templates/ours/part.j2", "{% macro m() %}{% endmacro %}")
    example.write("templates/ours/escape.md.j2", text)
    made = environment(example.root / "templates", VIEWS, Naming(example.root))
    before = repr(values)
    with pytest.raises(TemplateFailure) as caught:
        render_template(made, "ours/escape.md.j2", values)
    assert caught.value.file == str(example.root / "templates/ours/escape.md.j2")
    assert repr(values) == before


def test_compiled_templates_are_kept_where_nobody_else_can_write(
    example: Example, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    made = environment(example.root / "templates", VIEWS, Naming(example.root))
    made.get_template("standard/document.md.j2")
    [kept] = folder.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.stat().st_uid == os.getuid()
    for stranger in ("link", "file"):
        shutil.rmtree(kept) if kept.is_dir() and not kept.is_symlink() else kept.unlink()
        if stranger == "link":
            elsewhere = tmp_path_factory.mktemp("elsewhere")
            kept.symlink_to(elsewhere)
        else:
            kept.write_text("", "utf-8")
        made = environment(example.root / "templates", VIEWS, Naming(example.root))
        assert made.bytecode_cache is None
        made.get_template("standard/document.md.j2")


def test_compiled_templates_are_another_versions_where_jinja_is(
    example: Example, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What one version of Jinja has compiled, a safer one would not."""

    def pattern() -> str:
        cache = environment(example.root / "templates", VIEWS, Naming(example.root)).bytecode_cache
        assert isinstance(cache, jinja2.FileSystemBytecodeCache)
        return cache.pattern

    usual = pattern()
    assert re.fullmatch(r"__jdgen_[\w.]+_[0-9a-f]{8}_%s\.cache", usual)
    assert jinja2.compiler.__file__
    other = tmp_path / "compiler.py"
    other.write_bytes(Path(jinja2.compiler.__file__).read_bytes() + b"# safer\n")
    monkeypatch.setattr(jinja2.compiler, "__file__", str(other))
    assert pattern() != usual


def test_layouts_of_two_workspaces_share_no_compiled_template(
    example: Example, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a relative path both are templates/ours/x.md.j2."""
    for word in ("One", "Other"):
        workspace = tmp_path_factory.mktemp("workspace")
        (workspace / "templates/ours").mkdir(parents=True)
        (workspace / "templates/ours/x.md.j2").write_text(word, "utf-8")
        monkeypatch.chdir(workspace)
        made = environment(Path("templates"), VIEWS, Naming(Path()))
        assert render_template(made, "ours/x.md.j2", {}) == word
    assert words(example.markdown())
