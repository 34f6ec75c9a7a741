"""The search of a built site in a browser: the first time cold, further on, and while one types."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from benchmarks.browsing import served
from benchmarks.measuring import CommandFailedError
from benchmarks.queries import Query, queries_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

KILOBYTE = 1000
# what a search is to keep to: kB and ms
COLD, LATER = (400, 600), (60, 100)
LONG_TASK = 50
# how often the first search is made, each in a browser that has nothing yet
COLD_RUNS = 5
# milliseconds between keys, and without a request until the network is at rest
BETWEEN_KEYS, REST = 90, 400
# until results are given up, and until a browser that does nothing at all is
PATIENCE, LONGEST = 120_000, 600_000

# marks when reports, or advice where nothing is found, come onto the page
WATCH = """
window.bench = { shown: 0, longest: 0 };
const isShown = (node) => node.nodeType === 1
  && (node.matches(".rs-report") || node.closest(".rs-advice") !== null);
new MutationObserver((changes) => {
  if (bench.shown === 0 && changes.some(({ addedNodes }) => [...addedNodes].some(isShown))) {
    bench.shown = performance.now();
  }
}).observe(document, { childList: true, subtree: true });
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
}).observe({ type: "longtask", buffered: true });
"""
SUBMIT = """(text) => {
  const form = document.querySelector('#search-page form');
  form.querySelector("input[name=q]").value = text;
  bench.shown = 0;
  bench.asked = performance.now();
  form.requestSubmit();
}"""
SHOWN = "bench.shown > 0"
FIELD = '#search-page input[name="q"]'

# what the bytes of an address are; the rest is the page itself, as every page has it
KINDS = {
    "pagefind/directory.bin": "directory",
    "search/vocabulary.json": "vocabulary",
    "index": "index",
    "fragment": "sections",
}


@dataclass(frozen=True)
class Search:
    """One search: milliseconds until results are shown, and the bytes fetched, by what they are."""

    query: Query
    milliseconds: float
    fetched: Counter[str]

    @property
    def bytes(self) -> int:
        """Return what the search itself fetched, without the page on which it is."""
        return self.fetched.total() - self.fetched["page"]


@dataclass(frozen=True)
class Searches:
    """The first search of each cold run, later ones, and the longest task while typing, in ms."""

    cold: tuple[Search, ...]
    later: tuple[Search, ...]
    longest: float


def measure_search(site: Path, launched: Browser, say: Callable[[str], None]) -> Searches:
    """Search a built site. Raises CommandFailedError where results do not come."""
    queries = queries_of(site)
    with served(site) as address:
        say("searching for the first time")
        cold = tuple(_cold(launched, address, queries[0]) for _ in range(COLD_RUNS))
        say(f"searching for {len(queries) - 1} queries")
        later, longest = _warm(launched, address, queries)
    return Searches(cold, later, longest)


@dataclass
class _Counting:
    """Counts the bytes of what a page asks for."""

    requests: list[Request] = field(default_factory=list)
    open: set[Request] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        """Count what a page asks for from now on."""
        page.on("request", lambda request: self.open.add(request))
        page.on("requestfailed", lambda request: self.open.discard(request))
        page.on("requestfinished", self._finished)

    def _finished(self, request: Request) -> None:
        self.open.discard(request)
        self.requests.append(request)

    def fetched(self) -> Counter[str]:
        """Return the bytes since the last time, by what they are."""
        found: Counter[str] = Counter()
        for request in self.requests:
            if request.response() is not None:
                # less than nothing is told of what the browser had
                found[kind_of(request.url)] += max(0, request.sizes()["responseBodySize"])
        self.requests.clear()
        return found


def kind_of(address: str) -> str:
    """Return what a file is for: part of the index, of the search's scripts, or of the page."""
    path = urlsplit(address).path.lstrip("/")
    if path.startswith("assets/search") and path.endswith(".js"):
        return "scripts"
    folder = path.split("/")[-2] if "/" in path else ""
    if path.endswith("/directory.bin"):
        return KINDS["pagefind/directory.bin"]
    return KINDS.get(path) or KINDS.get(folder, "page")


def _opened(launched: Browser) -> tuple[Page, _Counting]:
    page = launched.new_context().new_page()
    page.set_default_timeout(LONGEST)
    page.add_init_script(WATCH)
    counting = _Counting()
    counting.watch(page)
    return page, counting


def _cold(launched: Browser, address: str, query: Query) -> Search:
    page, counting = _opened(launched)
    page.goto(f"{address}/search/?q={quote(query.text)}")
    _wait(page, counting, query)
    found = Search(query, page.evaluate("bench.shown"), counting.fetched())
    page.context.close()
    return found


def _warm(
    launched: Browser, address: str, queries: Sequence[Query]
) -> tuple[tuple[Search, ...], float]:
    page, counting = _opened(launched)
    page.goto(f"{address}/search/?q={quote(queries[0].text)}")
    _wait(page, counting, queries[0])
    counting.fetched()
    later = tuple(_later(page, counting, query) for query in queries[1:])
    longest = max(_typed(page, query) for query in queries if query.kind != "filter")
    page.context.close()
    return later, longest


def _later(page: Page, counting: _Counting, query: Query) -> Search:
    page.evaluate(SUBMIT, query.text)
    _wait(page, counting, query)
    return Search(query, page.evaluate("bench.shown - bench.asked"), counting.fetched())


def _typed(page: Page, query: Query) -> float:
    """Type a query, and return the longest task meanwhile in milliseconds, 0 for none over 50."""
    page.fill(FIELD, "")
    page.wait_for_timeout(REST)
    page.evaluate("bench.longest = 0")
    page.type(FIELD, query.text, delay=BETWEEN_KEYS)
    page.wait_for_timeout(REST)
    longest: float = page.evaluate("bench.longest")
    return longest


def _wait(page: Page, counting: _Counting, query: Query) -> None:
    """Wait for results, and for whatever is still being fetched then."""
    from playwright.sync_api import Error

    try:
        page.wait_for_function(SHOWN, timeout=PATIENCE)
    except Error as error:
        raise CommandFailedError(f"no results for {query.text}: {error.message}") from None
    for _ in range(PATIENCE // REST):
        page.wait_for_timeout(REST)
        if not counting.open:
            return
    raise CommandFailedError(f"something is still being fetched for {query.text}")


# Told -----------------------------------------------------------------------------------------


def told(found: Searches) -> Iterator[str]:
    """Yield lines for people: figures, and each against what it is to keep to."""
    cold = sorted(found.cold, key=lambda search: search.milliseconds)[len(found.cold) // 2]
    yield _line("first search, cold, median", cold.bytes, cold.milliseconds, COLD)
    parts = ", ".join(f"{name} {_kilobytes(size)}" for name, size in cold.fetched.most_common())
    yield f"  of which {parts}"
    sizes = [search.bytes for search in found.later]
    times = [search.milliseconds for search in found.later]
    median = statistics.median(sizes), statistics.median(times)
    yield _line(f"{len(times)} later searches, median", *median, LATER)
    yield _line("  the slowest and the largest", max(sizes), max(times), LATER)
    for kind, searches in by_kind(found.later).items():
        middle = statistics.median(search.milliseconds for search in searches)
        size = statistics.median(search.bytes for search in searches)
        yield f"  {kind:10} {_kilobytes(size):>8}  {middle:6.0f} ms"
    longest = f"{found.longest:.0f} ms" if found.longest else f"none over {LONG_TASK} ms"
    yield f"longest task while typing: {longest}"


def by_kind(searches: Sequence[Search]) -> dict[str, list[Search]]:
    """Return searches by the kind of their query, in the order in which kinds first occur."""
    kinds: dict[str, list[Search]] = {}
    for search in searches:
        kinds.setdefault(search.query.kind, []).append(search)
    return kinds


def as_figures(found: Searches) -> dict[str, Any]:
    """Return every search for a program."""

    def one(search: Search) -> dict[str, Any]:
        fetched = dict(search.fetched)
        return {**vars(search.query), "milliseconds": search.milliseconds, "bytes": fetched}

    return {
        "cold": [one(search) for search in found.cold],
        "later": [one(search) for search in found.later],
        "longest_task": found.longest,
    }


def _line(what: str, size: float, milliseconds: float, target: tuple[int, int]) -> str:
    kilobytes, most = target
    ratios = f"{size / KILOBYTE / kilobytes:.2f}", f"{milliseconds / most:.2f}"
    shares = f"{ratios[0]} of {kilobytes} kB, {ratios[1]} of {most} ms"
    return f"{what}: {_kilobytes(size)}, {milliseconds:.0f} ms ({shares})"


def _kilobytes(size: float) -> str:
    return f"{size / KILOBYTE:,.0f} kB"
