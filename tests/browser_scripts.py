"""What calls a function of a script, in a browser. conftest.py has it as the fixture `call`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

# of a module's name, a function's name and its arguments: {"set": […]} goes in as a set, which
# comes out as a list
Call = Callable[..., Any]

CALL = """async ([address, name, values]) => {
  const found = await (await import(address))[name](...values.map(
    (value) => value && value.set ? new Set(value.set) : value));
  return JSON.parse(JSON.stringify(found ?? null, (_, value) =>
    value instanceof Set || ArrayBuffer.isView(value) ? [...value] : value));
}"""


def caller(page: Page, assets_url: str) -> Call:
    """Return what calls a function of a module in a page."""

    def run(module: str, name: str, *values: Any) -> Any:
        return page.evaluate(CALL, [f"{assets_url}/{module}.js", name, list(values)])

    return run
