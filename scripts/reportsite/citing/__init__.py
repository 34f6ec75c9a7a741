"""What a citation of a report, a section or a paragraph holds, and how each style writes it."""
