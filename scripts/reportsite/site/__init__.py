"""The MkDocs side: plugin, search index and theme."""
