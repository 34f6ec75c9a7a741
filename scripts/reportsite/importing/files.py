"""The import of one file: read it, annotate it, and put the report in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from reportsite.archive import INDEX
from reportsite.diagnostics import Place
from reportsite.files import replace_file
from reportsite.importing.decoding import Decoded, decode_text, named_encoding
from reportsite.importing.identity import named_country
from reportsite.importing.questions import about_encoding
from reportsite.importing.replacing import Kept, read_kept
from reportsite.importing.result import Imported, ImportFault, ImportOptions, OptionFault
from reportsite.importing.sources import Sources
from reportsite.importing.text import Annotated, Wish, identify_text, import_text
from reportsite.importing.web.charset import declared_charset
from reportsite.importing.web.page import identify_page, import_page
from reportsite.numbering.register import REPORTS
from reportsite.vocabulary.loading import Vocabulary
from reportsite.vocabulary.matching import ADDRESS_PART, plain_slug

# What a folder is searched for; a page may be in a file of any name.
PAGES = frozenset({".html", ".htm", ".xhtml"})
TEXTS = frozenset({".txt"})

_YEARS = range(1000, 10_000)
_EXAMPLE = 2010
_BEGINS_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I
)
_TAG = re.compile(r"<[a-zA-Z!/]")
_BEGINNING = 2000


@dataclass(frozen=True)
class Importer:
    """All that is the same for every file of one import."""

    root: Path
    wish: Wish
    options: ImportOptions
    sources: Sources
    vocabulary: Vocabulary

    def target(self, file: Path) -> Path:
        """Return where the report of a file goes. Raises ImportFault where that is in doubt."""
        return self._target(file, self._read(file))

    def annotate(self, file: Path) -> Annotated:
        """Return the report of a file; the account tells where it goes, though nothing is written.

        Raises ImportFault where the file holds no report, or a word would be lost.
        """
        return self._annotated(file, self._read(file))

    def write(self, file: Path) -> Imported:
        """Write the report of a file. Raises ImportFault where that cannot be; then nothing was."""
        decoded = self._read(file)
        target = self._target(file, decoded)
        if not self.options.force:
            _refuse_to_overwrite(target, str(file))
        kept = read_kept(target) if target.is_file() else None
        annotated = self._annotated(file, decoded, kept)
        if kept and target.read_bytes() == annotated.text.encode():
            return replace(annotated.account, is_unchanged=True)
        replace_file(target, annotated.text)
        return annotated.account

    def _target(self, file: Path, decoded: Decoded) -> Path:
        wish = replace(self.wish, file=file)
        if _is_page(file, decoded.text):
            who = identify_page(decoded.text, wish, self.sources, self.vocabulary)
            return self._path(who.country.slug, who.name)
        country, year = identify_text(decoded.text, wish, self.sources, self.vocabulary)
        return self._path(country.slug, str(year))

    def _annotated(self, file: Path, decoded: Decoded, kept: Kept | None = None) -> Annotated:
        wish = replace(self.wish, file=file, kept=kept)
        import_ = import_page if _is_page(file, decoded.text) else import_text
        annotated = import_(decoded.text, wish, self.sources, self.vocabulary)
        account = annotated.account
        return Annotated(
            annotated.text,
            replace(
                account,
                target=self._path(account.country.slug, account.name or str(account.year)),
                encoding=decoded.encoding,
                questions=(*about_encoding(decoded), *account.questions),
            ),
        )

    def _path(self, slug: str, name: str) -> Path:
        return self.root / REPORTS / slug / f"{self.options.name or name}.md"

    def _read(self, file: Path) -> Decoded:
        data = _contents(file)
        encoding = self.options.encoding
        if encoding is None and file.suffix.lower() not in TEXTS:
            encoding = declared_charset(data)
        decoded = decode_text(str(file), data, encoding)
        if not decoded.text.strip():
            raise ImportFault(Place(str(file), 1), "the file is empty", "expected a report")
        return decoded


def importer(
    root: Path, options: ImportOptions, sources: Sources, vocabulary: Vocabulary
) -> Importer:
    """Return what imports files as `options` ask. Raises OptionFault where that cannot be."""
    year = _year(options)
    if options.name is not None:
        _check_name(options.name, year)
    if options.encoding:
        named_encoding(options.encoding)
    wish = Wish(
        file=Path(),
        country=named_country(options.country, vocabulary.countries) if options.country else None,
        year=year,
        profile=sources.profile(options.profile) if options.profile else None,
    )
    return Importer(root, wish, options, sources, vocabulary)


def import_file(
    root: Path, file: Path, options: ImportOptions, sources: Sources, vocabulary: Vocabulary
) -> Imported:
    """Write `root`/reports/<country>/<name>.md from the web page or raw text in `file`.

    ImportFault says why it could not be done; then nothing was written.
    """
    return importer(root, options, sources, vocabulary).write(file)


def _is_page(file: Path, text: str) -> bool:
    """Whether a file holds a web page: it begins as one does, or is named so and has markup."""
    if _BEGINS_PAGE.match(text[:_BEGINNING]):
        return True
    return file.suffix.lower() in PAGES and _TAG.search(text) is not None


def _year(options: ImportOptions) -> int | None:
    if options.year is not None and options.year not in _YEARS:
        raise OptionFault("year", f"{options.year} is no year", "expected a year of four digits")
    return options.year


def _check_name(name: str, year: int | None) -> None:
    if name != INDEX and ADDRESS_PART.fullmatch(name):
        return
    better = plain_slug(name)
    example = (year or _EXAMPLE) if better in ("", INDEX) else better
    raise OptionFault(
        "name", f'"{name}" cannot be an address', f'expected a name such as "{example}"'
    )


def _contents(file: Path) -> bytes:
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
