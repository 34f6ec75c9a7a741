"""From reports to Markdown pages."""
