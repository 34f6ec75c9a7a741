"""Templates of a theme: listed as Jinja lists them, and compiled once for one text and one way."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme

from reportsite.site.theme_templates import ThemeFolders, cache_compiled_templates

TEXT = "<p>{{ 'a word' | upper }} {{ word }}</p>"


def theme_of(folder: Path) -> Theme:
    theme = Theme("material", custom_dir=str(folder))
    cache_compiled_templates(theme)
    return theme


def environment_of(folder: Path) -> jinja2.Environment:
    return theme_of(folder).get_env()


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


def shouted(text: str) -> str:
    return f"{text}!"


def with_a_filter(environment: jinja2.Environment) -> None:
    environment.filters["upper"] = shouted


def with_an_extension(environment: jinja2.Environment) -> None:
    environment.add_extension("jinja2.ext.do")


def with_a_last_word(environment: jinja2.Environment) -> None:
    environment.finalize = shouted


def with_less_space(environment: jinja2.Environment) -> None:
    environment.trim_blocks = True


@pytest.mark.parametrize(
    ("change", "text", "changed"),
    [
        (with_a_filter, TEXT, "<p>a word! here</p>"),
        (with_an_extension, "{% do word %}", ""),
        (with_a_last_word, TEXT, "<p>A WORD! here!</p>"),
        (with_less_space, "{% if true %}\n{{ word }}{% endif %}", "here"),
    ],
)
def test_what_a_plugin_has_changed_compiles_for_itself(
    change: Callable[[jinja2.Environment], None], text: str, changed: str, tmp_path: Path
) -> None:
    (tmp_path / "own.html").write_text(text)

    def as_changed() -> str:
        environment = environment_of(tmp_path)
        change(environment)
        return filled(environment)

    plain = plainly(tmp_path)
    assert as_changed() == changed != plain
    # each behind the other
    assert plainly(tmp_path) == plain
    assert as_changed() == changed


def plainly(folder: Path) -> str:
    try:
        return filled(environment_of(folder))
    except jinja2.TemplateSyntaxError as error:
        return str(error.message)


def test_a_copy_of_a_theme_has_its_own_folders(tmp_path: Path) -> None:
    theme = theme_of(tmp_path / "one")
    other = pickle.loads(pickle.dumps(theme))
    for one in (copy.deepcopy(theme), other):
        one.dirs[0] = str(tmp_path)
        (tmp_path / "own.html").write_text(TEXT)
        assert filled(one.get_env()) == "<p>A WORD here</p>"


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
