"""Controlled lists: themes and countries, and how words in a text find their entry."""
