"""The benchmark of matched paragraphs: what it knows, what it counts, and how it tells it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from benchmarks.changes import Score, edited, marks_by_years, numbered, sample, score, scores
from benchmarks.cli import main
from compared import report_of
from reportsite.comparing.marking import Mark, compare
from reportsite.model import Block, BlockKind, Country

ROOT = Path(__file__).parents[1]
TEXTS = [
    f"In case {n} the {n * 31}th court of district {n * 17} heard {n * 7} witnesses in all."
    for n in range(40)
]
REPORT = report_of([("Torture", "torture", TEXTS[:20]), ("Courts", "fair-trial", TEXTS[20:])])
OTHERS = [Block(BlockKind.PARAGRAPH, f"Elsewhere {n} {n * 13} fell ill.") for n in range(30)]


def test_an_edited_report_keeps_its_truth() -> None:
    one = edited(numbered(REPORT), OTHERS, 0, Random(3))
    texts = {block.number: block.text for block in one.later.blocks}
    assert {
        texts[one.truth[b.number]] == b.text for b in REPORT.blocks if b.number in one.truth
    } == {True}
    assert len(one.truth) == len(one.moved | one.truth.keys())
    part = {b.number: at for at, s in enumerate(one.later.sections) for b in s.blocks}
    was = {b.number: at for at, s in enumerate(REPORT.sections) for b in s.blocks}
    assert one.moved == {n for n, now in one.truth.items() if part[now] != was[n]}
    assert [b.number for b in one.later.blocks] == [str(n) for n in range(1, len(texts) + 1)]


@pytest.mark.parametrize(("level", "replaced"), [(0, 0), (30, 4), (60, 8)])
def test_so_many_words_are_replaced(level: int, replaced: int) -> None:
    one = edited(numbered(REPORT), [Block(BlockKind.PARAGRAPH, "x")] * 5, level, Random(1))
    texts = {block.number: block.text for block in one.later.blocks}
    assert {texts[now].split().count("x") for now in one.truth.values()} == {replaced}


def test_a_score_of_what_is_easily_told() -> None:
    foreign = replace(
        report_of([("", "", [block.text for block in OTHERS])]),
        country=Country("FRA", "France", "france"),
    )
    found = score([REPORT], [foreign], 0, Random(1))
    assert (found.precision, found.recall, found.right_marks(*Mark)) == (1.0, 1.0, 1.0)
    assert found.right_marks(Mark.REWORDED) is None
    assert list(scores({0: found}))[2].startswith(f"| 0 | {found.wanted} | 100.0 | 100.0 | 100.0 |")


def test_wrong_marks_are_counted() -> None:
    found = Score(found=4, right=3, wanted=6)
    found.marks.update({(Mark.NEW, True): 1, (Mark.NEW, False): 3})
    assert (found.precision, found.recall, found.right_marks(Mark.NEW)) == (0.75, 0.5, 0.25)


def test_marks_by_years_and_a_sample_to_judge() -> None:
    other = report_of([("Torture", "torture", TEXTS[:19])], 2012)
    found = [compare(REPORT, other)]
    assert list(marks_by_years(found))[2] == "| 2010 to 2012 | 1 | 19 | 0 | 0 | 21 | 0 |"
    lines = list(sample(found, 3, Random(1)))
    assert sum(line.startswith("[") for line in lines) == 3
    assert lines[0].startswith("[1] Kazakhstan 2010→2012: ")


def test_the_command_on_the_archive_that_ships() -> None:
    run = CliRunner().invoke(main, ["changes", "--archive", str(ROOT), "--reports", "2"])
    assert run.exit_code == 0, run.output
    assert run.output.count("\n| ") == 12
    only = ["--sample", "2", "--only", "kazakhstan/2024"]
    run = CliRunner().invoke(main, ["changes", "--archive", str(ROOT), *only])
    assert run.output.startswith("[1] Kazakhstan 2019→2024: ")
