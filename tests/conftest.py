"""What several tests use: the vocabulary, small archives, the real sources, and a browser."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser import NoBrowserError, arguments, find_or_install
from browser_scripts import Call, caller
from builds import copy_tree
from reportsite.diagnostics import Diagnostics
from reportsite.processes import cores
from reportsite.site.building import build_site
from reportsite.site.settings import THEME
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from running import call
from serving import served
from small_archive import new_archive

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# Whoever runs the suite twice sees the same twice; `explore` looks for what nobody has seen.
# Each test says how many examples it wants, of which a profile takes its share: examples.py.
ANYWHERE = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True, database=None
)
settings.register_profile("dev", ANYWHERE, max_examples=20, derandomize=True)
settings.register_profile("thorough", ANYWHERE, max_examples=100, derandomize=True)
settings.register_profile("explore", ANYWHERE, max_examples=1000)
settings.load_profile("dev")

# milliseconds until a page is given up: a busy machine is no fault of a page
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

# makes a folder once for all processes that run tests: of a name, by what fills it
Once = Callable[[str, Callable[[Path], object]], Path]


def pytest_configure(config: pytest.Config) -> None:
    """Compile modules once a run, not in each process: half of a short command's time is that.

    A machine may be told to keep no compiled modules beside the sources; they go elsewhere then.
    """
    if sys.dont_write_bytecode:
        compiled = TemporaryDirectory(prefix="reportsite-pycache-", ignore_cleanup_errors=True)
        config.add_cleanup(compiled.cleanup)
        os.environ["PYTHONPYCACHEPREFIX"] = compiled.name
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish() -> None:
    """Put all tests and modules out of the collector's sight, which found nothing there to free."""
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many processes as cores: a third of the time a page is waited for."""
    return 2 * cores()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """What tests only look at is made by the first process that needs it, and used by all."""
    own = tmp_path_factory.getbasetemp()
    everybodys = own if worker_id == "master" else own.parent

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = everybodys / f"once-{name}", everybodys / f"once-{name}.done"
        with FileLock(everybodys / f"once-{name}.lock"):
            if not done.exists():
                # another process may have failed, and what it failed at is to be said once more
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that ships."""
    diagnostics = Diagnostics()
    loaded = load_vocabulary(ROOT, diagnostics)
    assert diagnostics.faults == []
    return loaded


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sources, which stands beside a checkout on some machines only."""
    if not SHARED.is_dir():
        pytest.skip("the real sources are not on this machine: there is no ../shared")
    return SHARED


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """Make a new archive and put files into it: `archive({"reports/…/2010.md": "…"})`."""

    def make(files: dict[str, str] | None = None) -> Path:
        return new_archive(tmp_path / "archive", files or {})

    return make


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The small archive, built once. No test changes it."""

    def build(folder: Path) -> None:
        done = call("build", "--root", new_archive(folder / "archive"))
        assert done.status == 0, done.err

    return once("small", build) / "archive"


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of the small archive as it was built, to be changed or spoilt."""
    return copy_tree(built, tmp_path / "archive")


@pytest.fixture(scope="session")
def browser(once: Once) -> Iterator[Browser]:
    """A real browser. Where there is none to be had, its tests fail; they never skip."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        try:
            # two processes must not install one at once
            once("browser", lambda folder: find_or_install(own))
            executable = find_or_install(own)
        except NoBrowserError as error:
            pytest.fail(str(error))
        launched = playwright.chromium.launch(executable_path=str(executable), args=arguments())
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a window of its own, 1280 wide; an error in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page 320 wide."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The site of the archive that ships, built once."""
    return once("site", lambda folder: build_site(ROOT, folder, strict=True))


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the archive that ships, without a slash at its end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def assets_url() -> Iterator[str]:
    """The address of the theme's scripts and styles, without a slash at its end."""
    with served(THEME / "assets") as address:
        yield address


@pytest.fixture(scope="session")
def modules(browser: Browser, assets_url: str) -> Iterator[Page]:
    """A page in which scripts are called: a new one for each such test would cost more than it."""
    page = browser.new_page()
    page.goto(f"{assets_url}/search.css")
    yield page
    page.close()


@pytest.fixture(name="call")
def calling(modules: Page, assets_url: str) -> Call:
    """Call a function of a script: `call("search-stem", "stem", "police")`."""
    return caller(modules, assets_url)
