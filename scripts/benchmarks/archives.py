"""Archives to measure: copies that may be changed, pages to import, years repeated."""

from __future__ import annotations

import re
import shutil
import tarfile
from pathlib import Path

from benchmarks.measuring import REPORTSITE, Measured, measured
from reportsite.site.settings import CONFIGURATION
from reportsite.writing.addresses import GENERATED

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
PAGES = "*.tar.xz"

YEAR = re.compile(r"^year:.*$", re.MULTILINE)
# an edition is never before the year that it covers
EDITION = re.compile(r"^( +edition:).*$", re.MULTILINE)


def copied(archive: Path, target: Path) -> Path:
    """Copy what people wrote of an archive, and nothing that a build made."""
    target.mkdir(parents=True)
    shutil.copy(archive / CONFIGURATION, target)
    shutil.copytree(archive / "reports", target / "reports")
    top = str(archive / "docs")

    def made(folder: str, names: list[str]) -> set[str]:
        return set(GENERATED) & set(names) if folder == top else set()

    shutil.copytree(archive / "docs", target / "docs", ignore=made)
    return target


def pages_of_the_corpus(target: Path) -> Path:
    """Unpack the web pages that lie beside this repository. Raises FileNotFoundError."""
    packed = next(iter(sorted(SHARED.glob(PAGES))), None)
    if packed is None:
        raise FileNotFoundError(f"there is no {SHARED / PAGES}; name an archive or pages to import")
    with tarfile.open(packed) as tar:
        tar.extractall(target, filter="data")
    return target


def imported(pages: Path, target: Path) -> Measured:
    """Make an archive of a folder of web pages, and measure the import.

    A page that cannot be imported (status 1) does not keep the others out.
    """
    measured([*REPORTSITE, "new", target], ROOT)
    return measured([*REPORTSITE, "import", pages, "--root", target], ROOT, statuses=(0, 1))


def repeat(archive: Path, years: int) -> None:
    """Repeat each country's reports under earlier years, until it has as many as `years`."""
    for country in sorted((archive / "reports").iterdir()):
        found = {int(file.stem): file for file in country.glob("*.md") if file.stem.isdigit()}
        reports = [found[year] for year in sorted(found)]
        free = (year for year in range(max(found, default=0), 0, -1) if year not in found)
        for number, year in zip(range(max(years - len(found), 0)), free, strict=False):
            text = reports[number % len(reports)].read_text(encoding="utf-8")
            (country / f"{year}.md").write_text(of_another_year(text, year), encoding="utf-8")


def of_another_year(report: str, year: int) -> str:
    """Return a report as if it covered another year, and appeared in the year after."""
    dated = YEAR.sub(f"year: {year}", report, count=1)
    return EDITION.sub(rf"\g<1> {year + 1}", dated, count=1)
