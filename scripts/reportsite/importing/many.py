"""The import of many files: each report from one file, in an order that nothing else decides.

First every file tells where its report goes; then those that share their place with no other are
written, all at once. Of files with one place that hold the same words the first is imported; where
the words differ, none is, and a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from reportsite.diagnostics import Diagnostic, Place
from reportsite.importing.files import PAGES, TEXTS, Importer
from reportsite.importing.parallel import Answer, ImportProcesses, Progress, Work
from reportsite.importing.result import Imported, ImportFault, Question
from reportsite.importing.text import Annotated

T = TypeVar("T")

_SAME_WORDS = "holds the same words and was left out"


@dataclass(frozen=True)
class Outcome:
    """What came of one file: a report, a fault, or another file that holds the same words."""

    file: Path
    imported: Imported | None = None
    fault: Diagnostic | None = None
    same_as: Path | None = None


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files among `paths`, and the pages and texts in the folders among them.

    Each once, in the order of `paths`, and in a folder by name. Hidden files are left out.
    Raises ImportFault for a folder that holds none.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        files = sorted(_within(path)) if path.is_dir() else [path]
        if not files:
            kinds = ", ".join(sorted(PAGES | TEXTS))
            raise ImportFault(
                Place(str(path), 0), "nothing to import is in the folder", f"expected {kinds}"
            )
        for file in files:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _within(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() in PAGES | TEXTS and not hidden and file.is_file():
            yield file


def import_files(importer: Importer, files: Sequence[Path], progress: Progress) -> list[Outcome]:
    """Import the files, and return what came of each, in their order."""
    with ImportProcesses(importer, len(files)) as crew:
        if len(files) == 1:
            return [_outcome(one) for one in _written(crew, files, progress)]
        return _imported(crew, files, progress)


def _imported(crew: ImportProcesses, files: Sequence[Path], progress: Progress) -> list[Outcome]:
    outcomes: dict[Path, Outcome] = {}
    sharing: dict[str, list[Path]] = defaultdict(list)
    for answer in _on_each(Importer.target, crew, files, progress, "Looking at files"):
        if answer.value is None:
            outcomes[answer.file] = Outcome(answer.file, fault=answer.fault)
        else:
            sharing[str(answer.value).casefold()].append(answer.file)
    shared = [group for group in sharing.values() if len(group) > 1]
    outcomes |= {one.file: one for one in _decided(crew, shared, progress)}
    alone = [file for file in files if file not in outcomes]
    outcomes |= {one.file: _outcome(one) for one in _written(crew, alone, progress)}
    return [_with_twins(outcomes[file], outcomes.values()) for file in files]


def _outcome(written: Answer[Imported]) -> Outcome:
    return Outcome(written.file, written.value, written.fault)


def _written(
    crew: ImportProcesses, files: Sequence[Path], progress: Progress
) -> list[Answer[Imported]]:
    return _on_each(Importer.write, crew, files, progress, "Importing reports")


def _on_each(
    work: Work[T],
    crew: ImportProcesses,
    files: Sequence[Path],
    progress: Progress,
    label: str,
) -> list[Answer[T]]:
    steps = progress(len(files), label)
    answers = crew.on_each(work, files, steps)
    steps.render_finish()
    return answers


def _decided(
    crew: ImportProcesses, groups: Sequence[Sequence[Path]], progress: Progress
) -> Iterator[Outcome]:
    """Yield what comes of the files that are not to be written, of groups that share a place."""
    if not groups:
        return
    files = [file for group in groups for file in group]
    answers = _on_each(Importer.annotate, crew, files, progress, "Comparing reports")
    by_file = {one.file: one for one in answers}
    for group in groups:
        whole = {file: found for file in group if (found := by_file[file].value)}
        yield from (Outcome(f, fault=by_file[f].fault) for f in group if f not in whole)
        yield from _of_group(whole)


def _of_group(group: Mapping[Path, Annotated]) -> Iterator[Outcome]:
    """Yield the twins of the first file; where words differ, a fault for each file."""
    first, *others = group
    words = {file: _words(found) for file, found in group.items()}
    if all(words[file] == words[first] for file in others):
        yield from (Outcome(file, same_as=first) for file in others)
        return
    for file, found in group.items():
        rivals = ", ".join(str(one) for one in group if one != file)
        yield Outcome(
            file,
            fault=Diagnostic(
                Place(str(file), 1),
                f"{found.account.target} would come from {rivals} too, in other words",
                "expected one report a place: import one of them alone, or with --name",
            ),
        )


def _words(found: Annotated) -> list[str]:
    """Return the words of a report without its front matter, which tells where each page stood."""
    return found.text.partition("\n---\n")[2].split()


def _with_twins(outcome: Outcome, outcomes: Iterable[Outcome]) -> Outcome:
    if outcome.imported is None:
        return outcome
    twins = [
        Question(0, f"{one.file} {_SAME_WORDS}", _SAME_WORDS)
        for one in outcomes
        if one.same_as == outcome.file
    ]
    questions = (*outcome.imported.questions, *twins)
    return replace(outcome, imported=replace(outcome.imported, questions=questions))
