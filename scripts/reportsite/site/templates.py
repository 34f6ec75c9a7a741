"""The templates of a theme: each compiled once in a process, however many builds use it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from inspect import ismethod
from itertools import filterfalse
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import jinja2
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

# what an environment needs when it fills a template, not when it compiles one
WHEN_FILLED = {"auto_reload", "bytecode_cache", "cache", "extensions", "globals", "loader"}


def keep_compiled(theme: Theme) -> None:
    """Have every environment of a theme use what others of this process have compiled."""
    plain = theme.get_env

    def environment() -> jinja2.Environment:
        made = plain()
        made.loader = ThemeFolders(theme.dirs)
        made.bytecode_cache = _COMPILED
        return made

    theme.get_env = environment  # type: ignore[method-assign]


class ThemeFolders(jinja2.FileSystemLoader):
    """Templates in the folders of a theme, of which hidden ones are not listed.

    MkDocs has each build list all, to leave the hidden ones out: the 14,000 icons of Material.
    """

    def list_templates(self) -> list[str]:
        """Return the paths of all that is not hidden or below what is hidden, sorted."""
        return sorted({path for folder in self.searchpath for path in _shown(folder)})


def _shown(folder: str) -> Iterator[str]:
    for place, below, files in os.walk(folder):
        below[:] = filterfalse(_is_hidden, below)
        for file in filterfalse(_is_hidden, files):
            yield Path(place, file).relative_to(folder).as_posix()


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


class Compiled(NamedTuple):
    """A compiled template, the checksum of its text, and what the environment was then."""

    checksum: str
    environment: Mapping[str, Any]
    code: CodeType


class CompiledTemplates(jinja2.BytecodeCache):
    """Compiled templates of this process, each for one text and one kind of environment."""

    def __init__(self) -> None:
        self._kept: dict[str, Compiled] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where the same text was compiled in the same way."""
        kept = self._kept.get(bucket.key)
        if kept and kept[:2] == (bucket.checksum, _compiled_by(bucket.environment)):
            bucket.code = kept.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, in place of an earlier one of the same file."""
        if bucket.code:
            by = _compiled_by(bucket.environment)
            self._kept[bucket.key] = Compiled(bucket.checksum, by, bucket.code)


_COMPILED = CompiledTemplates()


def _compiled_by(environment: jinja2.Environment) -> dict[str, Any]:
    """Return what of an environment can change the code of a template: marks, filters, extensions.

    A filter counts because Jinja calls it while compiling where its values are known by then.
    """
    facts = {
        name: dict(value) if isinstance(value, dict) else value
        for name, value in vars(environment).items()
        if name not in WHEN_FILLED and not ismethod(value)
    }
    return {**facts, "type": type(environment), "extensions": {*environment.extensions}}
