"""A folder, served on this machine while a test runs."""

from benchmarks.browsing import served

__all__ = ["served"]
