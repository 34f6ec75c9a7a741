"""Pages made to hurt: work that grows as the page does and no more, then a report or a fault."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import SOURCES, VOCABULARY, imported, page_of
from reportsite.importing.files import importer
from reportsite.importing.result import ImportFault, ImportOptions
from reportsite.importing.text import Wish
from steps import TWICE, must_end, steps_of

KAZ = VOCABULARY.countries.by_code("KAZ")
WISH = Wish(Path("page.html"), KAZ, 2010)
SIZE = 125

PAGES: dict[str, Callable[[int], str]] = {
    "bold words": lambda n: "<p>" + "<b>x</b> " * n,
    "bold and slanted words": lambda n: "<p>" + "<i>a</i><b>b</b>" * n,
    "paragraphs in unclosed marks": lambda n: "<b><p>x" * n,
    "line breaks": lambda n: "<p>" + "x<br>" * n,
    "links": lambda n: "<p>" + '<a href="http://a.b/c">x</a>' * n,
    "links within the page": lambda n: "".join(
        f'<p id="a{i}"><a href="#a{n - i}">x</a></p>' for i in range(n)
    ),
    "footnotes": lambda n: (
        "<p>"
        + "".join(f'<a href="#n{i}" id="r{i}">1</a> ' for i in range(n))
        + "</p><ol>"
        + "".join(f'<li id="n{i}">x <a href="#r{i}">up</a></li>' for i in range(n))
        + "</ol>"
    ),
    "headings": lambda n: "<h2>Women</h2><p>x y" * n,
    "headings without text": lambda n: "<h2>Women</h2>" * n + "<p>x",
    "headings in a list": lambda n: "<ul>" + "<li><h3>Women</h3>y" * n,
    "items": lambda n: "<ol>" + "<li>x y" * n,
    "rows": lambda n: "<table>" + "<tr><td>a<td>b" * n,
    "cells over many rows": lambda n: "<table>" + "<tr><td rowspan=50 colspan=50>a<td>b" * n,
    "rules": lambda n: "<hr>" * n,
    "articles": lambda n: "<article>x y</article>" * n,
    "navigation": lambda n: "<p>Share</p>" * n,
    "pictures": lambda n: "<p>" + '<img src="x" alt="y">' * n,
    "control characters": lambda n: "<p>" + "x&#1;" * n,
    "typed lines": lambda n: "<pre>" + "x\n" * n,
}


def steps(make: Callable[[int], str]) -> tuple[int, int]:
    """Return the steps for a page and for twice as much of it, which are twice as many at most."""
    nothing, once, twice = (steps_of(imported, page_of(make(n)), WISH) for n in (0, SIZE, 2 * SIZE))
    assert once <= twice <= nothing + TWICE * (once - nothing)
    return once, twice


@pytest.mark.parametrize("name", PAGES)
def test_twice_the_page_is_twice_the_work(name: str) -> None:
    steps(PAGES[name])


# signs in a row; more where no step of Python's has to do with them, and a pattern that starts anew
# at each of them would take all the longer
MANY, MOST = 25_000, 200_000
LONG: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "<p>" + "word " * n,
    "one word": lambda n: "<p>" + "w" * n,
    "stars": lambda n: "<p>" + "*" * n,
    "brackets": lambda n: "<p>" + "[" * n + "](x" * n,
    "braces": lambda n: "<p>" + "{:" * n,
    "signs of markup": lambda n: "<p>" + "<" * n + "&" * n,
    "spaces": lambda n: "<p>x" + " " * n + "&nbsp;" * n + "y",
    "comments": lambda n: "<p>x" + "<!--" * n,
    "carriage returns": lambda n: "<p>" + "x\r" * n,
    "NUL bytes": lambda n: "<p>x" + "y\0" * 3,
    "an address": lambda n: "<p><a href='http://a/" + "(" * n + "'>x</a>",
    "end tags": lambda n: "<p>x" + "</span>" * n,
    "empty elements": lambda n: "<p>x</p>" + "<p></p>" * n,
}


@pytest.mark.parametrize("name", LONG)
def test_long_pages(name: str) -> None:
    make = LONG[name]
    once, twice = steps(make)
    with must_end(name):
        account = imported(page_of(make(MOST if once == twice else MANY)), WISH).account
    assert account.words_out >= 66


REFUSED: dict[str, tuple[str, str]] = {
    "100,000 elements within one another": (
        "<div>" * 100_000,
        "elements stand more than 256 deep within one another",
    ),
    "a million marks within one another": (
        "<b>" * 1_000_000,
        "elements stand more than 256 deep within one another",
    ),
    "100,000 attributes": (
        "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x",
        "a tag has 100001 attributes",
    ),
    "attributes behind quotation marks": (
        "<p " + " ".join(f"a{i}='>'" for i in range(1000)) + ">x",
        "a tag has 1001 attributes",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    body, wrong = REFUSED[name]
    with pytest.raises(ImportFault) as caught:
        imported(page_of(body), WISH)
    assert caught.value.diagnostic.wrong == wrong


ENCODINGS: dict[str, tuple[bytes, str, str]] = {
    "UTF-8 that says so": (b'<meta charset="utf-8">', "utf-8", "UTF-8"),
    "UTF-8 that says otherwise": (b'<meta charset="iso-8859-1">', "utf-8", "UTF-8"),
    "UTF-8 that says nothing": (b"", "utf-8", "UTF-8"),
    "Windows-1251": (b'<meta charset="windows-1251">', "windows-1251", "cp1251"),
    "Latin-1, read as browsers do": (b"<META CHARSET=latin1>", "windows-1252", "Windows-1252"),
    "the older way to say it": (
        b'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
        "koi8-r",
        "koi8-r",
    ),
    "UTF-16 with its mark": (b'<meta charset="utf-16">', "utf-16", "UTF-16"),
    "an encoding that it cannot be": (b'<meta charset="ascii-7">', "utf-8", "UTF-8"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings(name: str, tmp_path: Path) -> None:
    declared, encoding, told = ENCODINGS[name]
    words = "Суд слушал дело" if encoding in ("windows-1251", "koi8-r") else "“Être” et café"
    page = page_of(f"<p>{words}</p>", declared.decode())
    file = tmp_path / "page.html"
    file.write_bytes(page.encode(encoding))
    chosen = importer(tmp_path, ImportOptions("KAZ", 2010), SOURCES, VOCABULARY)
    annotated = chosen.annotate(file)
    assert words in annotated.text
    assert annotated.account.encoding == told


TAGS = re.findall(
    r"\S+",
    """p div span b i em strong u a ul ol li table tr td th h1 h2 h3 h4 h5 blockquote br hr sup sub
    pre dl dt dd section nav img code font center caption thead tbody figure q s:x""",
)
WORDS = re.findall(
    r"\S+",
    """word two&nbsp;words * ** _ __ ` [x] ](http://a) # ## > - + 1. 2) 12 | {: } ! ![ \\ ~~~ <
    &amp; &lt;b&gt; &#8203; --- === a_b_c *** [^1] [^1]: (see) . , " ' http://x.y/z § ½ ×² :
    <https://a.b> … \u00ad \u200b 😀 &#1; &#0; &#xD800; &#xFFFF; :: |---|""",
)
ATTRIBUTES = {
    "a": ["href='http://a.b/c_d'", "href='/rel'", "href='#x'", "href='http://[x'", "name=q"],
    "ol": ["", "start=3", "type=a", "start=0", "type=I", "start=-2"],
    "td": ["", "colspan=2", "rowspan=9", "colspan=0"],
    "li": ["", "", "value=7"],
}


def _markup(chance: random.Random, depth: int) -> str:
    parts = []
    for _ in range(chance.randint(0, 5)):
        if depth == 0 or chance.random() < 0.5:
            parts.append(chance.choice(WORDS) + chance.choice(["", " ", "\n"]))
            continue
        tag = chance.choice(TAGS)
        attribute = chance.choice(ATTRIBUTES.get(tag, [""]))
        end = f"</{tag}>" if chance.random() < 0.95 else ""
        parts.append(f"<{tag} {attribute}>{_markup(chance, depth - 1)}{end}")
    return "".join(parts)


@given(st.integers(min_value=0))
def test_whatever_the_markup_every_word_stands_in_a_report_without_fault(seed: int) -> None:
    chance = random.Random(seed)
    # the first heading of the first rank tells whether the page is one of an error
    html = page_of("<h1>Kazakhstan</h1>" + "".join(_markup(chance, 5) for _ in range(3)))
    # the proof and the check of the report are part of the import
    assert imported(html, WISH).account.words_out >= 66
