"""Templates of a theme: listed as Jinja lists them, and compiled once for one text and one way."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from reportsite.site.templates import ThemeFolders, keep_compiled

TEXT = "<p>{{ 'a word' | said }} {{ word }}</p>"


def theme_of(folder: Path) -> Theme:
    theme = Theme("material", custom_dir=str(folder))
    keep_compiled(theme)
    return theme


def environment_of(folder: Path, said: object = str.upper) -> jinja2.Environment:
    made = theme_of(folder).get_env()
    made.filters["said"] = said
    return made


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what Jinja compiles."""
    names: list[str] = []
    compile_template = jinja2.Environment.compile

    def told(self: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_template(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", told)
    return names


def filled(environment: jinja2.Environment) -> str:
    return environment.get_template("own.html").render(word="here")


def test_a_template_is_compiled_once_for_all_builds(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "own.html").write_text(TEXT)
    assert filled(environment_of(tmp_path)) == "<p>A WORD here</p>"
    assert filled(environment_of(tmp_path)) == "<p>A WORD here</p>"
    assert compiled == ["own.html"]


def test_an_edited_template_is_compiled_again(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "own.html").write_text(TEXT)
    filled(environment_of(tmp_path))
    (tmp_path / "own.html").write_text(f"{TEXT}!")
    assert filled(environment_of(tmp_path)) == "<p>A WORD here</p>!"
    assert compiled == ["own.html", "own.html"]


def test_a_filter_whose_answer_is_in_the_code_counts(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "own.html").write_text(TEXT)
    filled(environment_of(tmp_path))
    assert filled(environment_of(tmp_path, str.title)) == "<p>A Word here</p>"
    assert compiled == ["own.html", "own.html"]


def test_an_extension_counts(tmp_path: Path, compiled: list[str]) -> None:
    (tmp_path / "own.html").write_text("{% do word.append('b') %}{{ word }}")
    with_do = environment_of(tmp_path)
    with_do.add_extension("jinja2.ext.do")
    assert with_do.get_template("own.html").render(word=["a"]) == "['a', 'b']"
    with pytest.raises(jinja2.TemplateSyntaxError, match="unknown tag 'do'"):
        environment_of(tmp_path).get_template("own.html")
    assert compiled == ["own.html", "own.html"]


@pytest.mark.parametrize(("mark", "expected"), [("trim_blocks", "a"), ("lstrip_blocks", "\na")])
def test_how_blanks_are_treated_counts(mark: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("  {% if true %}\na{% endif %}")
    assert filled(environment_of(tmp_path)) == "  \na"
    other = environment_of(tmp_path)
    setattr(other, mark, True)
    assert filled(other).removeprefix("  ") == expected


def test_what_is_hidden_is_not_listed_and_can_be_had(tmp_path: Path) -> None:
    (tmp_path / "below/.hidden").mkdir(parents=True)
    for path in ("own.html", ".own.html", "below/seen.css", "below/.hidden/icon.svg"):
        (tmp_path / path).write_text(path)
    dirs = theme_of(tmp_path).dirs
    all_of_them = jinja2.FileSystemLoader(dirs).list_templates()
    expected = [path for path in all_of_them if "/." not in f"/{path}"]
    assert {"own.html", "below/seen.css"} < {*expected}
    assert ThemeFolders(dirs).list_templates() == expected
    icon = theme_of(tmp_path).get_env().get_template("below/.hidden/icon.svg")
    assert icon.render() == "below/.hidden/icon.svg"


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert ThemeFolders([tmp_path / "none"]).list_templates() == []
