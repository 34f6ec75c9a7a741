"""From an annotated file to a Report."""
