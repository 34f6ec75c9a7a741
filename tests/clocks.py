"""The time of a page, which a test stops: what is told for a moment stays until it was seen."""

from __future__ import annotations

from playwright.sync_api import Page

# seconds, in which whatever a page has put off is done
A_WHILE = 3600


def stop_time(page: Page) -> None:
    """Let nothing happen in a page by time alone from now on, but by `page.clock.run_for`.

    The page is to be opened after `page.clock.install()`.
    """
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + A_WHILE)
