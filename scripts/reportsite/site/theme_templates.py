"""The templates of a theme: each compiled once in a process, however many builds use it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from itertools import filterfalse
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

# what an environment needs when it fills a template, not when it compiles one
RUNTIME_ATTRIBUTES = {"auto_reload", "bytecode_cache", "cache", "extensions", "globals", "loader"}

# the checksum of a text and its code, by Jinja's key of a template's name and file
_compiled: dict[str, tuple[str, CodeType]] = {}


def cache_compiled_templates(theme: Theme) -> None:
    """Have every environment of a theme use what others of this process have compiled."""
    theme.get_env = partial(_environment_of, theme)  # type: ignore[method-assign]


def _environment_of(theme: Theme) -> jinja2.Environment:
    environment = type(theme).get_env(theme)
    if type(environment.loader) is jinja2.FileSystemLoader:
        environment.loader = ThemeFolders(environment.loader.searchpath)
    environment.bytecode_cache = CompiledTemplates(environment)
    return environment


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


class CompiledTemplates(jinja2.BytecodeCache):
    """The compiled templates of this process, for an environment as MkDocs makes it.

    One that a plugin has changed since compiles for itself: by Jinja's rules an extension changes
    the code of a template, and so does a filter, which is called while compiling where its values
    are known by then.
    """

    def __init__(self, environment: jinja2.Environment) -> None:
        self._as_made = _compiling_attributes(environment)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where the same text has been compiled."""
        checksum, code = _compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum and self._is_as_made(bucket):
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, in place of that of an earlier text."""
        if bucket.code and self._is_as_made(bucket):
            _compiled[bucket.key] = bucket.checksum, bucket.code

    def _is_as_made(self, bucket: Bucket) -> bool:
        return _compiling_attributes(bucket.environment) == self._as_made


def _compiling_attributes(environment: jinja2.Environment) -> dict[str, Any]:
    """Return all of an environment that can change the code of a template."""
    attributes = {
        name: dict(value) if isinstance(value, dict) else value
        for name, value in vars(environment).items()
        if name not in RUNTIME_ATTRIBUTES
    }
    return {**attributes, "extensions": list(map(type, environment.extensions.values()))}
