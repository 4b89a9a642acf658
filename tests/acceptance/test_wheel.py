"""The wheel: installed by itself, it makes a workspace and the same documents as a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from example import REPOSITORY, standing

from jdgen import __version__
from jdgen.build.starter import empty_files, starter_files


def run(*command: str | Path, folder: Path) -> str:
    # Nothing of the checkout, nor of the environment that the tests run in, may help.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=kept,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_the_wheel_alone_makes_what_the_checkout_makes(tmp_path: Path) -> None:
    run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", "wheels"),
        REPOSITORY,
        folder=tmp_path,
    )
    [wheel] = (tmp_path / "wheels").iterdir()
    assert wheel.name == f"jdgen-{__version__}-py3-none-any.whl"
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in names if name.startswith("tests/") or name.endswith(".pyc")] == []
    starter = {name.removeprefix("jdgen/starter/") for name in names if "/starter/" in name}
    # `init` adds what is for those who work with it, and calls the folder of the example vacancies
    # "vacancies".
    sources = ("families/", "templates/", "vacancies/", ".jdgen/", ".github/actions/")
    assert {name.removeprefix("examples/") for name in starter} == {
        name for name in starter_files() if name.startswith(sources)
    }

    run(sys.executable, "-m", "venv", "installed", folder=tmp_path)
    [binaries] = [
        folder for name in ("bin", "Scripts") if (folder := tmp_path / "installed" / name).is_dir()
    ]
    run(binaries / "python", "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(binaries / "python", "-m", "jdgen", "--version", folder=empty) == (
        f"jdgen {__version__}\n"
    )
    where = run(binaries / "python", "-c", "import jdgen; print(jdgen.__file__)", folder=empty)
    assert Path(where.strip()).is_relative_to(tmp_path / "installed")

    run(binaries / "jdgen", "init", "council", folder=empty)
    council = empty / "council"
    assert standing(council) == starter_files()
    run(binaries / "jdgen", "check", folder=council)
    run(binaries / "jdgen", "init", "ours", "--empty", "--name", "Ours", folder=empty)
    assert standing(empty / "ours") == empty_files("Ours", "en-GB")
    run(binaries / "jdgen", "build", "--all", folder=council)
    from_checkout = tmp_path / "from-checkout"
    run(
        *(sys.executable, "-m", "jdgen", "build", "--all", "--output"),
        from_checkout,
        folder=REPOSITORY,
    )
    made = standing(council / "build")
    assert len(made) > 4 * len(list((REPOSITORY / "examples/vacancies").glob("*.yaml")))
    assert made == standing(from_checkout)
