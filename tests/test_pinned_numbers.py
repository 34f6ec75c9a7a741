"""Pinned paragraph numbers on a built site: addresses, ranges, the search, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from running import call

REPORT = """\
---
country: KAZ
year: 2010
title: Kazakhstan
language: en
numbering: source
---

Before the first.

## Torture

Twelve.
{: #p12 }

After it.

## Impunity

Moved to here.
{: #p40 }

Thirteen.
{: #p13 }

- An item.

Back again.
{: #p12b }
"""
TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def page(archive: Callable[..., Path]) -> str:
    """The page of a report with pinned numbers, as it was built and proven."""
    root = archive({"reports/kazakhstan/2010.md": REPORT})
    done = call("build", "--root", root)
    assert done.status == 0, done.err
    assert "7 paragraphs" in done.out
    return (root / "site/reports/kazakhstan/2010/index.html").read_text(encoding="utf-8")


def test_numbers_ranges_and_whose_they_are(page: str) -> None:
    numbers = ["0a", "12", "12a", "40", "13", "13a", "12b"]
    assert re.findall(r'id="p([0-9]+[a-z]*)"', page) == numbers
    assert re.findall(r'href="#p([0-9]+[a-z]*)"', page) == numbers
    ranges = re.findall(r'<span class="rs-range">(.*?)</span>', page, re.DOTALL)
    assert [" ".join(unescape(one).split()) for one in ranges] == [
        "¶12–¶12a",
        "¶40, ¶13–¶13a, ¶12b",
    ]
    words = " ".join(unescape(TAG.sub(" ", page)).split())
    assert "Paragraph numbers the source’s own; those with a letter are this site’s" in words


def test_a_number_twice_is_named_by_the_check(archive: Callable[..., Path]) -> None:
    root = archive({"reports/kazakhstan/2010.md": REPORT.replace("#p40", "#p12")})
    done = call("check", "--root", root)
    assert done.status == 1
    assert done.lines[0] == (
        "reports/kazakhstan/2010.md:20: ¶12 is pinned twice: line 13 has it too;"
        " expected each number once"
    )
