"""A part of the search index: what goes into it, and what is said where it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alive import wait_for_end
from reportsite.site import search_pagefind
from reportsite.site.search_pagefind import SearchIndexError
from reportsite.site.search_part import Part, make_part, read_part
from running import heeding_interrupts
from search_bundles import Pages, files, fragments, page

POLICE = "reports/kazakhstan/2010/police"
TEXT = """
<p id="p3"><a class="pn" href="#p3">¶3</a> A zero-tolerance order.<sup id="fnref:1"><a
  class="footnote-ref" href="#fn:1">1</a></sup> <a class="pt" href="/">Impunity</a></p>
<p class="pull-quote">Pulled words.</p>
<p class="table-number" id="p4"><a class="pn" href="#p4">¶4</a></p><div class="rs-wide"><table>
<thead><tr><th>Year</th><th>cases</th></tr></thead><tbody><tr><td>2009</td><td>two</td></tr>
</tbody></table></div>
<ul><li id="p5"><p><a class="pn" href="#p5">¶5</a> an item without a stop</p></li></ul>
<p hidden>unseen</p>
"""
PAGES = [
    page(POLICE, TEXT),
    page("reports/kazakhstan/2008/police", "<p id='p1'>Полиция.</p>", language="ru"),
    ("index.html", "<html lang='en'><body>home</body></html>"),
]


def made(pages: Pages, folder: Path) -> Part:
    make_part(pages, folder)
    return read_part(folder)


def test_only_articles_are_indexed_with_their_filters_and_names(tmp_path: Path) -> None:
    part = made(PAGES, tmp_path / "part")
    found = fragments(part.folder)
    assert list(found) == ["/reports/kazakhstan/2008/police/", "/reports/kazakhstan/2010/police/"]
    assert (len(part.lengths), part.fields) == (2, ["report", "title"])
    police = found[f"/{POLICE}/"]
    assert police["filters"] == {"country": ["kazakhstan"], "year": ["2010"], "theme": ["police"]}
    assert police["meta"] == {"title": "Police", "report": "kazakhstan 2010"}


def test_what_is_not_the_paragraphs_own_text_stays_out(tmp_path: Path) -> None:
    part = made(PAGES, tmp_path / "part")
    police = fragments(part.folder)[f"/{POLICE}/"]
    for word in ("¶", "Impunity", "Pulled", "unseen", "masthead", "colophon", " 1"):
        assert word not in police["content"]


def test_paragraphs_keep_their_words_and_their_places(tmp_path: Path) -> None:
    part = made(PAGES, tmp_path / "part")
    police = fragments(part.folder)[f"/{POLICE}/"]
    anchors = {anchor["id"]: (anchor["text"], anchor["location"]) for anchor in police["anchors"]}
    assert anchors["p3"] == ("A zero-\u2060 tolerance order.", 1)
    assert anchors["p4"] == ("Year cases 2009 two", 5)
    assert anchors["p5"] == ("an item without a stop", 9)


def test_pages_are_numbered_in_the_order_of_their_addresses(tmp_path: Path) -> None:
    pages = [page(f"reports/kazakhstan/{year}/police", f"<p>w{year}</p>") for year in range(40)]
    part = made(pages, tmp_path / "part")
    assert part.facets["year"] == {
        year: [at] for at, year in enumerate(sorted(map(str, range(40))))
    }
    names = sorted(file.stem for file in (part.folder / "fragment").iterdir())
    assert names == sorted(f"{part.name}_{at}" for at in range(40))


def test_the_same_pages_give_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    pages = [
        page(f"reports/peru/2010/s{at}", f"<p id='p{at}'>Año {at}, words and año {at * 7}</p>")
        for at in range(60)
    ]
    make_part(pages, tmp_path / "one")
    make_part(reversed(pages), tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_part_is_named_by_what_stands_on_its_pages(tmp_path: Path) -> None:
    one = made([page(POLICE)], tmp_path / "one")
    other = made([page(POLICE, "<p>Other words.</p>")], tmp_path / "other")
    assert (len(one.name), one.name == other.name) == (12, False)


def test_without_articles_a_part_is_empty_and_pagefind_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_pagefind, "executable", lambda: tmp_path / "none")
    part = made([("index.html", "<p>home</p>"), page(POLICE, "", title="—")], tmp_path / "part")
    assert (part.lengths, list(part.words.keys)) == ([], [])


def test_a_page_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError, match=r"^a/index.html: .*not closed"):
        make_part([("a/index.html", "<article data-pagefind-body>")], tmp_path / "part")


def test_a_page_that_pagefind_leaves_out_is_named(tmp_path: Path) -> None:
    only_excluded = page("reports/peru/2010/a", '<ul class="pn">word</ul>', title="")
    with pytest.raises(SearchIndexError, match=r"^reports/peru/2010/a/index.html: Pagefind left"):
        make_part([page(POLICE), only_excluded], tmp_path / "part")


# Pagefind itself ----------------------------------------------------------------------------


def test_a_failure_says_what_pagefind_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_pagefind, "EXCLUDED", "((")
    with pytest.raises(SearchIndexError, match=r"^Pagefind ended with status \d+: ") as error:
        make_part(PAGES, tmp_path / "part")
    assert "parser" in str(error.value)
    assert "backtrace:" not in str(error.value)


def test_without_pagefind_the_package_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(SearchIndexError, match=r"not installed .*expected the package pagefind"):
        make_part(PAGES, tmp_path / "part")


def test_a_pagefind_that_cannot_be_run_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_pagefind, "executable", lambda: tmp_path / "none")
    with pytest.raises(SearchIndexError, match="could not be run"):
        make_part(PAGES, tmp_path / "part")


def test_a_pagefind_of_another_version_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_pagefind, "VERSIONS", "2.0.")
    with pytest.raises(SearchIndexError, match=r"is of version 1\.5\.\d+; expected 2\.0\.x"):
        make_part(PAGES, tmp_path / "part")


HANGING = """#!/bin/sh
echo $$ > "{told}"
exec sleep 1000
"""


@pytest.fixture
def hanging(tmp_path: Path) -> Path:
    """A program in place of Pagefind that tells its number to a pipe beside it and then hangs."""
    program = tmp_path / "hanging"
    os.mkfifo(program.with_suffix(".told"))
    program.write_text(HANGING.format(told=program.with_suffix(".told")), encoding="utf-8")
    program.chmod(0o755)
    return program


def test_a_pagefind_that_hangs_is_stopped(
    tmp_path: Path, hanging: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []

    class Timed(subprocess.Popen[str]):
        """Its time begins when it hangs, however long it takes to get there."""

        def communicate(self, *arguments: Any, **more: Any) -> tuple[str, str]:
            numbers.append(int(hanging.with_suffix(".told").read_text()))
            return super().communicate(*arguments, **more)

    monkeypatch.setattr(subprocess, "Popen", Timed)
    monkeypatch.setattr(search_pagefind, "executable", lambda: hanging)
    monkeypatch.setattr(search_pagefind, "TIME_LIMIT", 0.1)
    with pytest.raises(SearchIndexError, match=r"did not end within 0\.1 seconds"):
        make_part(PAGES, tmp_path / "part")
    [number] = numbers
    wait_for_end(number)


MAKING = """
import sys
from pathlib import Path
from reportsite.interrupts import handle_signals
from reportsite.site import search_pagefind
from reportsite.site.search_part import make_part
handle_signals("")
search_pagefind.executable = lambda: Path(sys.argv[1])
make_part([("a/index.html", "<article data-pagefind-body>word</article>")], Path(sys.argv[2]))
"""


def test_ctrl_c_leaves_no_pagefind_behind(tmp_path: Path, hanging: Path) -> None:
    told = hanging.with_suffix(".told")
    command = [sys.executable, "-c", MAKING, str(hanging), str(tmp_path / "part")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=heeding_interrupts) as making:
        try:
            number = int(told.read_text())
            making.send_signal(signal.SIGINT)
            making.communicate()
        finally:
            making.kill()
    assert making.returncode == 130
    wait_for_end(number)
