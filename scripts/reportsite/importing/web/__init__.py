"""Web pages → annotated reports: the page is parsed, its report found, and written as Markdown."""
