"""Keys: what a build is made from, as one short text. The same key, the same result."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

import reportsite
from reportsite.archive import VOCABULARY
from reportsite.numbering.register import REPORTS
from reportsite.site.replacing import BuildFailedError
from reportsite.site.settings import not_yaml
from reportsite.vocabulary.variants import VARIANTS_FILE

# what, besides this package, decides what a page looks like
LIBRARIES = (
    "cbor2",
    "citeproc-py",
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pagefind",
    "pagefind-bin",
    "pycountry",
    "pygments",
    "pymdown-extensions",
    "rapidfuzz",
)

IN_MEMORY = re.compile(r" at 0x[0-9a-fA-F]+")


def key_of(parts: Iterable[bytes]) -> str:
    """Return the key of parts in their order (SHA-256, in hexadecimal digits)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def key_of_files(root: Path, files: Iterable[Path]) -> str:
    """Return the key of files below `root`: their paths and what is in them."""
    return key_of(
        part
        for file in files
        for part in (file.relative_to(root).as_posix().encode(), file.read_bytes())
    )


def common_key(config: MkDocsConfig, bundles: Iterable[str]) -> str:
    """Return the key of all that every page depends on: program, configuration and vocabulary.

    Of the vocabulary, words that mean the same are left out: no page shows them. `bundles` are the
    addresses of the search index.
    """
    root = Path(config.config_file_path).parent
    vocabulary = root / REPORTS / VOCABULARY
    own = _named(vocabulary, [one for one in _files(vocabulary) if one != root / VARIANTS_FILE])
    if config.theme.custom_dir:
        overrides = Path(config.theme.custom_dir)
        own += _named(overrides, _files(overrides))
    hooks = [Path(hook.__file__).read_bytes() for hook in config["hooks"].values() if hook.__file__]
    return key_of(
        [
            _program_key().encode(),
            *map(str.encode, bundles),
            _configuration(config).encode(),
            *own,
            *hooks,
        ]
    )


def _configuration(config: MkDocsConfig) -> str:
    """Return what a configuration says, with what it inherits and has from the environment."""
    with Path(config.config_file_path).open("rb") as file:
        try:
            typed = yaml_load(file, get_yaml_loader(config=config))
        except ConfigurationError as error:  # it has changed since it was loaded
            raise BuildFailedError(not_yaml(error)) from None
    return json.dumps(typed, skipkeys=True, default=_text_of)


def _text_of(value: object) -> str:
    """Return a value as text: not where in memory it is, which differs from process to process."""
    return IN_MEMORY.sub("", str(value))


def _named(folder: Path, files: Iterable[Path]) -> list[bytes]:
    return [
        part
        for file in files
        for part in (file.relative_to(folder).as_posix().encode(), file.read_bytes())
    ]


@cache
def _program_key() -> str:
    package = Path(reportsite.__file__).parent
    files = [file for file in _files(package) if file.suffix != ".pyc"]
    versions = [f"{library} {version(library)}" for library in LIBRARIES]
    return key_of([sys.version.encode(), *map(str.encode, versions), *map(Path.read_bytes, files)])


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())
