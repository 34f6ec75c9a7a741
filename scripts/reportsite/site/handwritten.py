"""The files of an archive as MkDocs sees them: it renders the pages that people wrote."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from mkdocs.structure.files import File, Files, InclusionLevel


class HandWritten(Files):
    """Files of which some are made by the build: these can be linked to, and MkDocs leaves them."""

    def __init__(self, files: Iterable[File], made: Collection[str]) -> None:
        super().__init__(list(files))
        self._made = made

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """Return the pages that people wrote."""
        pages = super().documentation_pages(inclusion=inclusion)
        return [file for file in pages if file.src_uri not in self._made]
