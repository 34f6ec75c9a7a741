"""A folder, served on this machine while a test runs, and a port to serve it on."""

from benchmarks.browsing import served
from benchmarks.serving import free_port

__all__ = ["free_port", "served"]
