"""Annotated country reports become a static reference website."""

__version__ = "0.1.0"
