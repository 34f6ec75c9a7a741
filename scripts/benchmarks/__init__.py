"""Measurements of the package, which are no part of it."""
