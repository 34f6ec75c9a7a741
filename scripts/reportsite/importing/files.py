"""The import of one file: read it, annotate it, and put the report in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reportsite.archive import INDEX
from reportsite.diagnostics import Place
from reportsite.files import replace_file
from reportsite.importing.identity import named_country
from reportsite.importing.lines import decode
from reportsite.importing.replacing import read_kept
from reportsite.importing.result import Imported, ImportFault, ImportOptions, OptionFault
from reportsite.importing.sources import Sources
from reportsite.importing.text import Wish, import_text
from reportsite.vocabulary.loading import Vocabulary
from reportsite.vocabulary.matching import ADDRESS_PART, plain_slug

_YEARS = range(1000, 10_000)


def import_file(
    root: Path, file: Path, options: ImportOptions, sources: Sources, vocabulary: Vocabulary
) -> Imported:
    """Write `root`/reports/<country>/<name>.md from the raw text in `file`.

    ImportFault says why it could not be done; then nothing was written.
    """
    path = str(file)
    profile = sources.profile(options.profile)
    year = _year(options)
    name = _name(options, year)
    country = named_country(options.country, vocabulary.countries) if options.country else None
    text = decode(path, _read(file))
    if not text.strip():
        raise ImportFault(Place(path, 1), "the file is empty", "expected a report")
    wish = Wish(file, country, year, profile)
    result = import_text(text, wish, sources, vocabulary)
    target = root / "reports" / result.account.country.slug / f"{name}.md"
    if not options.force:
        _refuse_to_overwrite(target, path)
    elif target.is_file():
        # which report is there is known only now that the text has told its country
        kept = read_kept(target)
        result = import_text(text, replace(wish, kept=kept), sources, vocabulary)
    replace_file(target, result.text)
    return replace(result.account, target=target)


def _year(options: ImportOptions) -> int:
    if options.year is None:
        raise OptionFault(
            "year",
            "no year is given",
            "expected the year that the report covers, which is not the edition's",
        )
    if options.year not in _YEARS:
        raise OptionFault("year", f"{options.year} is no year", "expected a year of four digits")
    return options.year


def _name(options: ImportOptions, year: int) -> str:
    name = str(year) if options.name is None else options.name
    if name != INDEX and ADDRESS_PART.fullmatch(name):
        return name
    better = plain_slug(name)
    raise OptionFault(
        "name",
        f'"{name}" cannot be an address',
        f'expected a name such as "{year if better in ("", INDEX) else better}"',
    )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportFault(
            Place(str(file), 1),
            f"the file cannot be read ({error.strerror})",
            "expected a text file",
        ) from None


def _refuse_to_overwrite(target: Path, path: str) -> None:
    """Raise ImportFault where the report is there, also by a name in other capitals."""
    if not target.parent.is_dir():
        return
    same = (one for one in target.parent.iterdir() if one.name.casefold() == target.name.casefold())
    if there := next(same, None):
        raise ImportFault(
            Place(path, 1),
            f"{there} is there already",
            "expected --force to overwrite it, or --name with another name",
        )
