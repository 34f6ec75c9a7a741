"""The lines of one file, and a cursor that the readers of blocks hand to one another."""

from __future__ import annotations

from dataclasses import dataclass

from reportsite.diagnostics import Place


@dataclass(frozen=True)
class Lines:
    """Lines of a file; an offset into them counts from 0, a Place from 1.

    `first` is the number of the first of them in the file.
    """

    path: str
    texts: tuple[str, ...]
    first: int = 1

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, offset: int) -> str:
        return self.texts[offset]

    def place(self, offset: int) -> Place:
        """Where the line at this offset stands."""
        return Place(self.path, self.first + offset)

    def is_blank(self, offset: int) -> bool:
        """Whether the line is empty or lies beyond the end."""
        return offset >= len(self.texts) or not self.texts[offset].strip()
