"""Waiting until a page asks for nothing more: Playwright's own state for it may never be told."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Request

# milliseconds between two looks, how many of them are to find nothing, and how many there are
LOOK, LOOKS, MOST_LOOKS = 100, 5, 600


def watch(page: Page) -> Callable[[], None]:
    """Return what waits until all that a page has asked for from now on has come."""
    awaited: set[Request] = set()

    def asked(request: Request) -> None:
        awaited.add(request)

    def answered(request: Request) -> None:
        awaited.discard(request)

    page.on("request", asked)
    page.on("requestfinished", answered)
    page.on("requestfailed", answered)

    def wait() -> None:
        quiet = 0
        for _ in range(MOST_LOOKS):
            page.wait_for_timeout(LOOK)
            quiet = 0 if awaited else quiet + 1
            if quiet == LOOKS:
                return
        raise AssertionError(f"still awaited: {[request.url for request in awaited]}")

    return wait


def opened(page: Page, url: str) -> Callable[[], None]:
    """Open a page and wait until it is quiet; return what waits for that again."""
    wait = watch(page)
    page.goto(url)
    wait()
    return wait
