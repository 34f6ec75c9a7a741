"""Two editions of one source: which paragraph of one is which of the other, and what differs."""
