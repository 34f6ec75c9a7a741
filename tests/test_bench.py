"""The benchmarks: what they count, how they tell it, and one run of all of it."""

from __future__ import annotations

import json
import re
import resource
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import memory
from benchmarks.archives import copied, of_another_year, repeat
from benchmarks.building import COUNTS, counts, files_of
from benchmarks.cli import main
from benchmarks.edits import add_a_section, change_a_word, reports_of, spread
from benchmarks.figures import (
    Figure,
    Ratio,
    as_json,
    compared,
    compared_by_rate,
    figure,
    stages,
    table,
    together,
)
from benchmarks.machine import machine
from benchmarks.measuring import CommandFailedError, Measured, measured, started_apart, stop
from benchmarks.memory import processes_of, resident_of_tree
from benchmarks.stock import lay_out, without_template

ROOT = Path(__file__).parents[1]
MEGABYTE = 1024**2

SCRATCH = Figure("from scratch", 20.0, 30.5, 900 * MEGABYTE, 3000, "sections")
STOCK = Figure("stock", 50.0, 50.0, 2000 * MEGABYTE, 3000, "sections")


def test_the_table_is_markdown() -> None:
    figures = [compared(SCRATCH, STOCK, "stock"), Figure("· read", 1.234), STOCK]
    assert table(figures).splitlines() == [
        "| what         | seconds | CPU s | memory MB |     a second |         ratio |",
        "| ------------ | ------: | ----: | --------: | -----------: | ------------: |",
        "| from scratch |    20.0 |  30.5 |       900 | 150 sections | 0.40 of stock |",
        "| · read       |    1.23 |       |           |              |               |",
        "| stock        |    50.0 |  50.0 |     2,000 |  60 sections |               |",
    ]


def test_ratios() -> None:
    assert compared(SCRATCH, STOCK, "stock").ratio == Ratio(0.4, "stock")
    assert compared(SCRATCH, None, "stock") == SCRATCH
    assert compared(SCRATCH, replace(STOCK, seconds=0.0), "stock") == SCRATCH
    # twice as many in 2.2 times the time: a tenth more for each
    grown = replace(SCRATCH, seconds=44.0, done=6000)
    found = compared_by_rate(grown, SCRATCH, "from scratch")
    assert found.ratio is not None
    assert found.ratio.value == pytest.approx(1.1)
    assert compared_by_rate(Figure("x", 1.0), SCRATCH, "from scratch").ratio is None


def test_medians_of_several_runs() -> None:
    runs = [
        Measured(1.0, 2.0, 10, stages={"read": 0.1, "write": 1.0}),
        Measured(5.0, None, 30, stages={"read": 0.3, "write": 2.0}),
        Measured(2.0, 4.0, 20, stages={"read": 0.2, "write": 3.0}),
    ]
    assert figure("x", runs, 4, "pages") == Figure("x", 2.0, 3.0, 30, 4, "pages")
    assert figure("x", runs, 4, "pages").rate == 2.0
    assert list(stages(runs)) == [Figure("· read", 0.2), Figure("· write", 2.0)]
    assert list(stages([Measured(1.0, 1.0, 1)])) == []
    both = together("both", [Figure("a", 1.0, 2.0, 30, 4, "pages"), Figure("b", 2.0, None, 50)])
    assert both == Figure("both", 3.0, 2.0, 50, 4, "pages")


def test_json_holds_the_machine_the_archive_and_every_figure() -> None:
    facts = machine()
    found = json.loads(as_json("build", facts, {"section": 3000}, [compared(SCRATCH, STOCK, "s")]))
    assert found == {
        "command": "build",
        "machine": facts,
        "archive": {"section": 3000},
        "figures": [
            {
                "what": "from scratch",
                "seconds": 20.0,
                "cpu": 30.5,
                "peak": 900 * MEGABYTE,
                "done": 3000,
                "unit": "sections",
                "ratio": {"value": 0.4, "of": "s"},
                "rate": 150.0,
            }
        ],
    }
    assert {"date", "cores", "memory_gb", "python", "mkdocs", "pagefind"} <= set(facts)


HELD, USED = 80 * MEGABYTE, 0.25
# computes so long, and holds so much until it was seen, in a child of a group of its own too
HUNGRY = f"""\
import os, subprocess, sys, time
child = None
if sys.argv[1:]:
    child = subprocess.Popen([sys.executable, __file__], process_group=0)
held = bytearray(b"x") * {HELD}
while time.process_time() < {USED}:
    pass
open(f"holding-{{os.getpid()}}", "w").close()
for _ in range(60_000):
    if os.path.exists("seen"):
        break
    time.sleep(0.01)
if child:
    child.wait()
"""


def hungry(folder: Path, *child: str) -> tuple[Measured, float]:
    """Return what was measured, and the processor time that the system tells of all children."""
    folder.mkdir()
    script = folder / "hungry.py"
    script.write_text(HUNGRY, encoding="utf-8")
    memory_of = memory.memory_of

    def look(leader: int) -> int:
        all_hold = len(list(folder.glob("holding-*"))) == 1 + len(child)
        found = memory_of(leader)
        if all_hold:
            (folder / "seen").touch()
        return found

    before = of_children()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "memory_of", look)
        done = measured([sys.executable, script, *child], folder)
    return done, of_children() - before


def of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_memory_and_time_are_of_all_processes_together(tmp_path: Path) -> None:
    alone, of_one = hungry(tmp_path / "alone")
    both, of_two = hungry(tmp_path / "both", "with a child")
    assert HELD < alone.peak < 2 * HELD < both.peak < 3 * HELD
    assert alone.cpu is not None
    assert both.cpu is not None
    # but for what is lost where the system rounds
    assert USED <= alone.cpu <= of_one + 0.001
    assert 2 * USED <= both.cpu <= of_two + 0.001
    assert alone.seconds >= USED


def test_a_family_is_told_by_its_parents() -> None:
    rows = [[1, 0, 10], [7, 1, 20], [8, 7, 30], [9, 8, 40], [5, 1, 50]]
    assert resident_of_tree(7, rows) == (20 + 30 + 40) * 1024


DEAF = """\
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
print("on", flush=True)
if sys.argv[1:]:
    subprocess.run([sys.executable, __file__])
time.sleep(600)
"""


def test_what_does_not_heed_ctrl_c_is_ended_with_its_children(tmp_path: Path) -> None:
    script, said = tmp_path / "deaf.py", tmp_path / "said"
    script.write_text(DEAF, encoding="utf-8")
    with said.open("wb") as output:
        process = started_apart(
            [sys.executable, script, "with a child"], tmp_path, output.fileno(), {}
        )
    while said.read_bytes().count(b"on") < 2:
        assert process.poll() is None
    assert len(list(processes_of(process.pid))) == 2
    stop(process, patience=0.1)
    assert list(processes_of(process.pid)) == []


def test_what_a_command_tells(tmp_path: Path) -> None:
    script = (
        "import os, pathlib; print('2 reports'); "
        "pathlib.Path(os.environ['REPORTSITE_TIMINGS']).write_text('{\"stages\": {\"read\": 1.5}}')"
    )
    done = measured([sys.executable, "-c", script], tmp_path)
    assert (done.output, done.stages) == ("2 reports\n", {"read": 1.5})
    assert measured([sys.executable, "-c", "pass"], tmp_path).stages == {}


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    failing = [sys.executable, "-c", "import sys; print('a reason'); sys.exit(3)"]
    with pytest.raises(CommandFailedError, match=r"(?s)status 3\na reason"):
        measured(failing, tmp_path)
    assert measured(failing, tmp_path, statuses=(0, 3)).output == "a reason\n"


def test_what_a_build_says_is_counted() -> None:
    said = "a warning\n1 report, 28,365 sections, 157565 paragraphs, 7,173,516 words: none lost.\n"
    assert counts(said) == {
        "report": 1,
        "section": 28365,
        "paragraph": 157565,
        "word": 7173516,
    }
    assert COUNTS.findall("12 pages in /site in 3.0 s.") == []
    with pytest.raises(CommandFailedError, match="did not say how many sections"):
        counts("nothing")


def test_edits_are_spread_over_an_archive() -> None:
    reports = [Path(str(number)) for number in range(10)]
    assert [path.name for path in spread(reports, 3)] == ["1", "5", "8"]
    assert [path.name for path in spread(reports, 1)] == ["5"]
    assert spread(reports[:2], 5) == reports[:2]


def test_an_edit_changes_one_word(tmp_path: Path) -> None:
    archive = copied(ROOT, tmp_path / "archive")
    reports = reports_of(archive)
    assert len(reports) == 6
    before = reports[0].read_text(encoding="utf-8")
    change_a_word(reports[0], "zirconium")
    after = reports[0].read_text(encoding="utf-8")
    pairs = zip(re.split(r"(\s+)", before), re.split(r"(\s+)", after), strict=True)
    assert [other for one, other in pairs if one != other] == ["zirconium"]
    add_a_section(reports[0])
    assert reports[0].read_text(encoding="utf-8").startswith(after.rstrip() + "\n\n## ")


def test_a_copy_has_nothing_that_a_build_made(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for path in ("mkdocs.yml", "reports/a/2010.md", "docs/index.md", "docs/my/themes/a.md"):
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(path, encoding="utf-8")
    kept = copied(source, tmp_path / "first")
    for path in ("docs/themes/a.md", "docs/years/2010.md", "site/index.html", ".cache/a"):
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(path, encoding="utf-8")
    again = copied(source, tmp_path / "second")
    assert names_in(kept) == names_in(again)
    assert names_in(again) == [
        "docs/index.md",
        "docs/my/themes/a.md",
        "mkdocs.yml",
        "reports/a/2010.md",
    ]
    assert set(files_of(source)) == {
        path for path in names_in(source) if path[:4] in ("docs", "site")
    }


def names_in(folder: Path) -> list[str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file.relative_to(folder).as_posix() for file in files)


REPORT = "---\ncountry: KAZ\nyear: 2019\nsource:\n  edition: 2020\n---\n\nyear: 2019\n"


def test_years_are_repeated(tmp_path: Path) -> None:
    country = tmp_path / "reports" / "kazakhstan"
    country.mkdir(parents=True)
    for year in (2019, 2023):
        (country / f"{year}.md").write_text(f"year: {year}\n\nText of {year}.", encoding="utf-8")
    (country / "update.md").write_text("year: 2019\n", encoding="utf-8")
    repeat(tmp_path, 5)
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(country.glob("2*.md"))}
    assert texts == {
        "2019": "year: 2019\n\nText of 2019.",
        "2020": "year: 2020\n\nText of 2019.",
        "2021": "year: 2021\n\nText of 2023.",
        "2022": "year: 2022\n\nText of 2019.",
        "2023": "year: 2023\n\nText of 2023.",
    }
    assert of_another_year(REPORT, 2007) == REPORT.replace("year: 2019", "year: 2007", 1).replace(
        "2020", "2008"
    )


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            '---\n# Made\ntemplate: "section.html"\ntitle: x\n---\n\nx\n',
            "---\n# Made\ntitle: x\n---\n\nx\n",
        ),
        ("---\ntitle: x\n---\n\ntemplate: y\n", "---\ntitle: x\n---\n\ntemplate: y\n"),
        ("template: y\n", "template: y\n"),
    ],
)
def test_stock_knows_no_template(page: str, wanted: str) -> None:
    assert without_template(page) == wanted


def test_stock_gets_the_same_pages(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "themes").mkdir(parents=True)
    (docs / "themes" / "a.md").write_text("---\ntemplate: a.html\n---\nA", encoding="utf-8")
    (docs / "picture.png").write_bytes(b"\x89PNG")
    lay_out(docs, tmp_path / "stock")
    assert names_in(tmp_path / "stock") == ["docs/picture.png", "docs/themes/a.md", "mkdocs.yml"]
    settings = (tmp_path / "stock" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "name: material" in settings
    assert "plugins: []" in settings


def test_one_run_of_all_of_it(tmp_path: Path) -> None:
    out = tmp_path / "figures" / "bench.json"
    arguments = ["build", "--archive", ROOT, "--edits", "1", "--json", out, "--scratch", tmp_path]
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    found = json.loads(out.read_text(encoding="utf-8"))
    figures = {one["what"]: one for one in found["figures"] if not one["what"].startswith("·")}
    assert list(figures) == [
        "from scratch",
        "no edit, no files written",
        "a word in a report, median of 1",
        "a section added",
        "a word seen under serve, median of 1",
        "the same, the slowest",
        "stock MkDocs",
        "stock Pagefind",
        "stock, both",
    ]
    assert found["archive"]["report"] == 6
    assert figures["from scratch"]["done"] == found["archive"]["section"] > 100
    assert figures["from scratch"]["ratio"]["of"] == "stock"
    assert figures["no edit, no files written"]["ratio"]["of"] == "from scratch"
    assert all(one["seconds"] > 0 for one in figures.values())
    assert "| what " in result.output
    # the archive that was named is as it was, and nothing is left in the scratch folder
    assert names_in(tmp_path) == ["figures/bench.json"]


def test_an_archive_that_is_none_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["build", "--archive", str(tmp_path)])
    assert result.exit_code == 1
    assert "mkdocs.yml" in result.output


def documented() -> list[list[str]]:
    """Return each `scripts/bench.py …` of the README, as words behind it."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    found = (shlex.split(line, comments=True) for line in lines if "scripts/bench.py" in line)
    return [words[words.index("scripts/bench.py") + 1 :] for words in found if "uv" in words[:1]]


def test_every_benchmark_is_in_the_readme() -> None:
    assert {words[0] for words in documented()} == set(main.commands)


@pytest.mark.parametrize("words", documented(), ids=" ".join)
def test_every_benchmark_of_the_readme_exists(words: list[str]) -> None:
    name, *arguments = words
    parameters = main.commands[name].params
    options = {option for p in parameters for option in (*p.opts, *p.secondary_opts)}
    assert {word for word in arguments if word.startswith("--")} <= options
