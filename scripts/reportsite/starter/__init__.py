"""A new, empty archive, ready for its first report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from reportsite.archive import SCHEMA, VOCABULARY
from reportsite.files import replace_file
from reportsite.numbering.register import REPORTS
from reportsite.reading.schema import json_schema

HERE = Path(__file__).parent
ARCHIVE = HERE / "archive"
# an installed package carries the vocabulary, a checkout has it where its own archive has
CHECKOUT = HERE.parents[2]


class NotMadeError(Exception):
    """No archive can be made there, since there is something already, or nothing can be."""


def make_archive(directory: Path) -> list[str]:
    """Make an archive in `directory`, which must be empty or not exist.

    Returns the paths of the files made, relative to it. Raises NotMadeError.
    """
    _check_free(directory)
    files = dict(_files())
    for path, text in files.items():
        replace_file(directory / path, text)
    return list(files)


def _check_free(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        is_empty = not any(directory.iterdir())
    except FileExistsError:
        raise NotMadeError(f"{directory}: there is a file; expected an empty folder") from None
    except OSError as error:
        raise NotMadeError(
            f"{directory}: the folder cannot be made ({error.strerror}); "
            "expected a place that can be written"
        ) from None
    if not is_empty:
        raise NotMadeError(f"{directory}: the folder is not empty; expected an empty one")


def _files() -> Iterator[tuple[str, str]]:
    for file in sorted(ARCHIVE.rglob("*")):
        if file.is_file():
            yield _named(file.relative_to(ARCHIVE)), file.read_text(encoding="utf-8")
    for file in sorted(_vocabulary().glob("*.yml")):
        yield f"{REPORTS}/{VOCABULARY}/{file.name}", file.read_text(encoding="utf-8")
    yield f"{REPORTS}/{SCHEMA}", schema_text()


def _named(path: Path) -> str:
    # `gitignore` has no dot here, lest it govern this folder
    return ".gitignore" if path.name == "gitignore" else path.as_posix()


def _vocabulary() -> Path:
    packaged = HERE / REPORTS / VOCABULARY
    return packaged if packaged.is_dir() else CHECKOUT / REPORTS / VOCABULARY


def schema_text() -> str:
    """Return the schema of front matter as the file that an archive keeps for editors."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
