"""What several tests use: the vocabulary, small archives, the real sources, and a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser import NoBrowserError, arguments, find_or_install
from browser_scripts import Call, caller
from builds import copy_tree
from reportsite.diagnostics import Diagnostics
from reportsite.site.building import build_site
from reportsite.site.settings import THEME
from reportsite.vocabulary.loading import Vocabulary, load_vocabulary
from running import call
from serving import served
from small_archive import new_archive

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


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
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, built once. No test changes it."""
    root = new_archive(tmp_path_factory.mktemp("small") / "archive")
    done = call("build", "--root", root)
    assert done.status == 0, done.err
    return root


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """A copy of the small archive as it was built, to be changed or spoilt."""
    return copy_tree(built, tmp_path / "archive")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser. Where there is none to be had, its tests fail; they never skip."""
    with sync_playwright() as playwright:
        try:
            executable = find_or_install(Path(playwright.chromium.executable_path))
        except NoBrowserError as error:
            pytest.fail(str(error))
        launched = playwright.chromium.launch(executable_path=str(executable), args=arguments())
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a window of its own, 1280 wide; an error in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the archive that ships, built once."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build_site(ROOT, folder, strict=True)
    return folder


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
