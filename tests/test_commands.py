"""The commands as they are described: in README.md, in --help, and by what `new` makes."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pathspec
import pytest

from reportsite.cli import main
from reportsite.starter import make_archive
from running import call, environment, run

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHELL_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

MADE = [
    "README.md",
    "docs/about.md",
    "docs/index.md",
    "docs/search.md",
    ".gitignore",
    "mkdocs.yml",
    "reports/vocabulary/countries.yml",
    "reports/vocabulary/sources.yml",
    "reports/vocabulary/themes.yml",
    "reports/vocabulary/variants.yml",
    "reports/report.schema.json",
]


def documented() -> list[list[str]]:
    """Return each `reportsite …` of the README's shell blocks, as words behind `reportsite`."""
    blocks = "\n".join(SHELL_BLOCK.findall(README.read_text(encoding="utf-8")))
    lines = [shlex.split(line, comments=True) for line in blocks.splitlines()]
    pieces = [" ".join(words).split(" && ") for words in lines if words]
    commands = [shlex.split(piece) for line in pieces for piece in line]
    return [
        words[words.index("reportsite") + 1 :]
        for words in commands
        if "reportsite" in words and words[0] in ("reportsite", "uv", "python")
    ]


def test_every_command_is_in_the_readme() -> None:
    assert {words[0] for words in documented() if words} == set(main.commands)


@pytest.mark.parametrize("words", documented(), ids=" ".join)
def test_every_command_of_the_readme_exists(words: list[str]) -> None:
    name, *arguments = words
    command = main.commands[name]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in arguments if word.startswith("--")} <= options | {"--help"}


@pytest.mark.parametrize("name", sorted(main.commands))
def test_help_names_every_option_and_says_what_it_is(name: str) -> None:
    done = call(name, "--help")
    assert done.status == 0
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option):
            assert all(option in done.out for option in parameter.opts)
    assert (main.commands[name].help or "").splitlines()[0] in " ".join(done.out.split())


def test_help_of_all_cuts_no_sentence_short() -> None:
    assert "..." not in call("--help").out.partition("Commands:")[2]


def test_version() -> None:
    assert call("--version").out == f"reportsite, version {PYPROJECT['project']['version']}\n"


def files_of(folder: Path) -> list[str]:
    return sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file())


def test_new_archive_is_whole_and_can_be_checked_and_built(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    done = run("new", root)
    assert done.status == 0
    assert done.out.splitlines() == [
        *(f"made {path}" for path in MADE),
        f"Next: uv run reportsite import PATH --root {root} --country C --year N "
        "(without `uv run` where reportsite is installed)",
    ]
    assert files_of(root) == sorted(MADE)
    assert call("check", "--root", root).out.startswith("0 reports, 0 sections, no faults, ")
    built = call("build", "--strict", "--root", root)
    assert built.status == 0, built.err
    assert built.err == ""
    home = (root / "site/index.html").read_text(encoding="utf-8")
    assert "<h1>Country reports</h1>" in home
    ignored = (root / ".gitignore").read_text(encoding="utf-8")
    assert all(f"/docs/{folder}/" in ignored for folder in ("reports", "themes", "years"))


def test_new_takes_an_empty_folder_and_refuses_another(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    root.mkdir()
    assert call("new", root).status == 0
    before = {path: (root / path).read_bytes() for path in files_of(root)}
    done = call("new", root)
    assert done.status == 1
    assert done.lines == [f"{root}: the folder is not empty; expected an empty one"]
    assert {path: (root / path).read_bytes() for path in files_of(root)} == before
    file = root / "mkdocs.yml"
    assert call("new", file).lines == [f"{file}: there is a file; expected an empty folder"]
    assert call("new", file / "a").lines == [
        f"{file}/a: the folder cannot be made (Not a directory); "
        "expected a place that can be written"
    ]


REPORT = """---
country: KAZ
year: 2999
title: Kazakhstan
language: en
source: {organisation: A, work: B, published: 2010, url: "https://example.org", retrieved: 2011}
---
## Qwertyuiop

Words.
"""


def test_check_says_what_is_a_warning_and_what_a_gap(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    make_archive(root)
    (root / "reports/kazakhstan").mkdir()
    (root / "reports/kazakhstan/2999.md").write_text(REPORT, encoding="utf-8")
    done = call("check", "--root", root)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "reports/kazakhstan/2999.md:1: warning: `year: 2999` is in the future; expected the year "
        "that the report covers",
        "reports/kazakhstan/2999.md:6: gap: `source.document` is not recorded; a citation needs "
        "it: the document number or symbol",
        "reports/kazakhstan/2999.md:8: warning: no theme has an alias for the heading "
        '"Qwertyuiop"; expected an alias in reports/vocabulary/themes.yml or `{: theme="…" }` on '
        "the heading",
        "1 report, 1 section, no faults, 2 warnings, 1 gap.",
    ]


@pytest.mark.parametrize("command", ["check", "build", "serve", "import"])
def test_another_folder_than_an_archive_is_said_in_one_line(command: str, tmp_path: Path) -> None:
    raw = [tmp_path / "raw.txt"] if command == "import" else []
    (tmp_path / "raw.txt").write_text("Words.", encoding="utf-8")
    done = call(command, *raw, "--root", tmp_path)
    assert (done.status, done.out) == (1, "")
    assert done.lines == [
        f"mkdocs.yml:1: there is no such file in {tmp_path}; "
        "expected an archive as `reportsite new` makes it"
    ]


def test_option_that_cannot_be_is_said_once_for_all_files(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    make_archive(root)
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        file.write_text("Words.", encoding="utf-8")
    done = call("import", *files, "--country", "QQQ", "--year", "2010", "--root", root)
    assert done.status == 1
    assert done.lines == [
        '--country: no country is called "QQQ"; expected a name, or a code of three letters such '
        "as KAZ"
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["import", __file__, "--year", "twenty-ten"],
            "'--year': \"twenty-ten\" is not a year; expected four digits such as 2010",
        ),
        (
            ["import", __file__, "--year", "2999"],
            "'--year': 2999 is in the future; expected the year that the report covers",
        ),
        (
            ["serve", "--port", "abc"],
            "'--port': \"abc\" is not a port; expected a number from 1 to 65535",
        ),
        (
            ["serve", "--port", "65536"],
            "'--port': \"65536\" is not a port; expected a number from 1 to 65535",
        ),
        (["check", "--root", __file__], f"'--root': {__file__} is a file; expected a folder"),
        (["check", "--root", "nowhere"], "'--root': nowhere does not exist; expected a folder"),
        (
            ["build", "--root", str(ROOT), "--site-dir", __file__],
            f"'--site-dir': {__file__} is a file; expected a folder",
        ),
    ],
)
def test_option_that_is_none_says_what_is_expected(arguments: list[str], message: str) -> None:
    done = call(*arguments)
    assert done.status == 2
    assert done.lines[-1] == f"Error: Invalid value for {message}"


def test_check_writes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    make_archive(root)
    before = files_of(root)
    assert call("check", "--root", root).status == 0
    assert files_of(root) == before


def test_check_and_import_name_every_fault_of_the_lists(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    make_archive(root)
    (tmp_path / "raw.txt").write_text("Kazakhstan\nWords.\n", encoding="utf-8")
    for name in ("sources", "themes"):
        (root / f"reports/vocabulary/{name}.yml").write_text("colour: red\n", encoding="utf-8")
    wanted = [
        'reports/vocabulary/sources.yml:1: unknown field "colour"; a field is one of drop,'
        " contents, error_pages, captions, sentence_words, months, languages, profiles",
        'reports/vocabulary/themes.yml:1: unknown list "colour"; a list is one of themes, kinds',
        "2 faults; nothing was written.",
    ]
    done = call("check", "--root", root)
    assert (done.status, done.lines) == (1, wanted)
    done = call("import", tmp_path / "raw.txt", "--year", "2010", "--root", root)
    assert (done.status, done.lines) == (1, wanted)


def test_new_works_from_an_installed_package(tmp_path: Path) -> None:
    """Lay the package out as pyproject.toml has the wheel hold it, away from the checkout."""
    wheel = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    for package in wheel["packages"]:
        shutil.copytree(ROOT / package, tmp_path / Path(package).name)
    for source, target in wheel["force-include"].items():
        shutil.copytree(ROOT / source, tmp_path / target)
    command = [sys.executable, "-P", "-m", "reportsite", "new", str(tmp_path / "archive")]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert files_of(tmp_path / "archive") == sorted(MADE)


def test_no_file_of_the_package_is_kept_out_of_a_wheel() -> None:
    """Leave out what git ignores, as hatchling does, and find that the package is whole."""
    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = pathspec.PathSpec.from_lines("gitignore", patterns)
    package = ROOT / "scripts" / "reportsite"
    left_out = [
        path
        for path in files_of(package)
        if ignored.match_file(f"scripts/reportsite/{path}") and "__pycache__" not in path
    ]
    assert left_out == []
