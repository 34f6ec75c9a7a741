"""From a raw source to an annotated file."""
