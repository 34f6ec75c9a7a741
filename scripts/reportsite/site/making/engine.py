"""The making of all pages of an archive: what is to be done, who does it, and what came of it.

A country is the unit of work: its pages depend on its own reports, the vocabulary and the
configuration, and on nothing else. Lists and search index are made from what is known of all.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import as_completed
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from reportsite.archive import report_files
from reportsite.diagnostics import ArchiveFaults, Diagnostic, Diagnostics
from reportsite.published import check_addresses, check_locks
from reportsite.site.making.besides import is_as_read
from reportsite.site.making.country import (
    CountryFacts,
    CountryJob,
    CountryMade,
    country_key,
    make_country,
)
from reportsite.site.making.docs import update_docs
from reportsite.site.making.keys import common_key, key_of
from reportsite.site.making.lists import ListsJob, make_lists
from reportsite.site.making.locks import Locks, locks_of
from reportsite.site.making.search import fragments, make_bundles
from reportsite.site.making.trees import Wanted, stamp_of
from reportsite.site.making.units import DOCS, RECORD, SITE, Unit, discard, load_unit
from reportsite.site.making.workers import Workers
from reportsite.site.making.workshop import Shop
from reportsite.site.progress import Steps
from reportsite.site.replacing import BuildFailedError
from reportsite.site.settings import bundle_addresses
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from reportsite.writing.catalogue import Catalogue, catalogue

CACHE = Path(".cache", "reportsite")
COUNTRIES, LISTS, SEARCH = "countries", "lists", "search"

NOT_WHOLE = "The pages do not show what the reports say: a defect of this program."

# shows the progress of so many steps
Showing = Callable[[int, str], Steps]


@dataclass(frozen=True)
class Plan:
    """What is to be made: a job for each country, by name. Units are kept below `cache`.

    `bundles` are the addresses of the search index, one for each shard of the archive.
    """

    root: Path
    cache: Path
    docs: Path
    shop: Shop
    bundles: tuple[str, ...]
    vocabulary: Vocabulary
    jobs: tuple[CountryJob, ...]


@dataclass(frozen=True)
class Countries:
    """The units of all countries, by the path of each, and which of them are new.

    `seconds` is the time of each stage, summed over all processes.
    """

    units: dict[str, Unit]
    new: tuple[Unit, ...]
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def facts(self) -> list[CountryFacts]:
        """What is known of each country."""
        return [unit.facts for unit in self.units.values()]


@dataclass(frozen=True)
class Made:
    """What a build has made: the files of the site but for hand-written pages, and what is known.

    `locks` are the lock files as they are to be. `docs` are the paths of the generated pages in
    docs/. `paragraphs` and `words` are those of all reports, `bundles` the addresses of the search
    index.
    """

    catalogue: Catalogue
    diagnostics: Diagnostics
    locks: Locks
    docs: frozenset[str]
    site: dict[str, Wanted]
    bundles: tuple[str, ...]
    paragraphs: int
    words: int
    seconds: Mapping[str, float]


def plan_of(config: MkDocsConfig, shards: int) -> Plan:
    """Look at an archive's files, to be built in so many shards. Raises ArchiveFaults."""
    configuration = Path(config.config_file_path).resolve()
    root = configuration.parent
    diagnostics = Diagnostics()
    of_country: dict[str, list[Path]] = defaultdict(list)
    files = report_files(root, diagnostics)
    check_locks(root, files, diagnostics)
    for file in files:
        of_country[file.parent.name].append(file)
    bundles = bundle_addresses(min(shards, len(of_country)))
    shop = Shop(str(configuration), bundles, common_key(config, bundles))
    vocabulary = load_vocabulary(root, diagnostics)
    if common_key(config, bundles) != shop.key:
        # edited just now: what is made by one vocabulary must not pass for made by another
        return plan_of(config, shards)
    if diagnostics.faults:
        raise ArchiveFaults(diagnostics.faults)
    return Plan(
        root=root,
        cache=root / CACHE,
        docs=Path(config.docs_dir),
        shop=shop,
        bundles=bundles,
        vocabulary=vocabulary,
        jobs=tuple(
            CountryJob(
                shop=shop,
                files=tuple(map(str, found)),
                unit=str(root / CACHE / COUNTRIES / country),
                key=country_key(shop, root, found),
            )
            for country, found in sorted(of_country.items())
        ),
    )


def make_countries(
    plan: Plan, workers: Workers, showing: Showing, known: Mapping[str, Unit] | None = None
) -> Countries:
    """Make the countries whose reports changed.

    Raises ArchiveFaults, and BuildFailedError where a page has lost some of its report.

    `known` are units that need not be looked at: those that this process has made or looked at.
    """
    units = {job.unit: _unit(Path(job.unit), known or {}) for job in plan.jobs}
    todo = [job for job in plan.jobs if not _is_made(units[job.unit], job, plan.root)]
    new: list[Unit] = []
    faults: list[Diagnostic] = []
    lost: list[Diagnostic] = []
    seconds: dict[str, float] = defaultdict(float)
    # closed at once, so that a fault ends the workers too
    with closing(_made(todo, workers, showing)) as done:
        for made in done:
            faults += made.faults
            lost += made.lost
            for stage, taken in made.seconds.items():
                seconds[stage] += taken
            if made.unit:
                units[made.job.unit] = made.unit
                new.append(made.unit)
    if faults:
        raise ArchiveFaults(faults)
    if lost:
        raise BuildFailedError("\n".join([*map(str, sorted(lost)), NOT_WHOLE]))
    whole = {path: unit for path, unit in units.items() if unit}
    _check_addresses(plan.root, whole.values())
    _forget_others(plan)
    return Countries(whole, tuple(new), seconds)


def _is_made(unit: Unit | None, job: CountryJob, root: Path) -> bool:
    """Whether a unit is what the job would make."""
    if unit is None or job.key not in (unit.key, unit.settled_key):
        return False
    return is_as_read(root, unit.facts.besides)


def _check_addresses(root: Path, units: Iterable[Unit]) -> None:
    """Raise ArchiveFaults where the archive no longer has a published address."""
    diagnostics = Diagnostics()
    outlines = [one for unit in units for one in unit.facts.outlines]
    check_addresses(root, outlines, diagnostics)
    if diagnostics.faults:
        raise ArchiveFaults(diagnostics.faults)


def _unit(folder: Path, known: Mapping[str, Unit]) -> Unit | None:
    unit = known.get(str(folder))
    is_the_same = unit is not None and stamp_of(folder / RECORD) == unit.recorded
    return unit if is_the_same else load_unit(folder)


def make_whole(plan: Plan, countries: Countries, workers: Workers) -> Made:
    """Make what depends on all countries, lists and search index, and write docs/.

    Raises ArchiveFaults with docs/ as it was, and SearchIndexError.
    """
    facts = countries.facts
    units = list(countries.units.values())
    found = catalogue(chain.from_iterable(one.outlines for one in facts), plan.vocabulary.themes)
    seconds = dict(countries.seconds)
    started = time.monotonic()
    lists = make_lists(_lists_job(plan, facts), found, workers)
    seconds["lists"] = time.monotonic() - started
    started = time.monotonic()
    shards = _split(units, len(plan.bundles))
    bundles = make_bundles(shards, plan.bundles, plan.cache / SEARCH, workers)
    seconds["join"] = time.monotonic() - started
    docs = _joined(unit.tree(DOCS) for unit in (*units, lists))
    update_docs(plan.docs, docs)
    return Made(
        catalogue=found,
        diagnostics=_diagnostics(facts),
        locks=locks_of(plan.root, facts),
        docs=frozenset(docs),
        site=_joined(
            [
                *(unit.tree(SITE) for unit in (*units, lists, *bundles)),
                *map(fragments, shards, plan.bundles),
            ]
        ),
        bundles=plan.bundles,
        paragraphs=sum(one.paragraphs for one in facts),
        words=sum(one.words for one in facts),
        seconds=seconds,
    )


def _diagnostics(facts: Iterable[CountryFacts]) -> Diagnostics:
    found = Diagnostics()
    for one in facts:
        found.warnings += one.diagnostics.warnings
        found.gaps += one.diagnostics.gaps
    return found


def _joined(trees: Iterable[dict[str, Wanted]]) -> dict[str, Wanted]:
    joined: dict[str, Wanted] = {}
    for tree in trees:
        joined |= tree
    return joined


def _made(
    jobs: Sequence[CountryJob], workers: Workers, showing: Showing
) -> Generator[CountryMade, None, None]:
    # the largest first, so that no core is left with one of them at the end
    ordered = sorted(jobs, key=lambda job: -sum(Path(file).stat().st_size for file in job.files))
    steps = showing(len(ordered), "Making countries")
    with workers(len(ordered)) as executor:
        for future in as_completed([executor.submit(make_country, job) for job in ordered]):
            steps.update(1)
            yield future.result()
    steps.render_finish()


def _forget_others(plan: Plan) -> None:
    folder = plan.cache / COUNTRIES
    wanted = {job.unit for job in plan.jobs}
    for unit in folder.iterdir() if folder.is_dir() else ():
        if str(unit) not in wanted:
            discard(unit)


def _lists_job(plan: Plan, facts: Iterable[CountryFacts]) -> ListsJob:
    variants = plan.vocabulary.variants
    # the words as they were loaded: the file may have been edited since
    parts = [plan.shop.key, repr(variants), *(one.outlines_key for one in facts)]
    return ListsJob(
        shop=plan.shop,
        unit=plan.cache / LISTS,
        key=key_of(map(str.encode, parts)),
        variants=variants,
    )


def _split(units: Sequence[Unit], shards: int) -> list[Sequence[Unit]]:
    """Split countries, in their order, into shards of about as many."""
    ends = [len(units) * number // shards for number in range(shards + 1)]
    return [units[start:end] for start, end in pairwise(ends)]
