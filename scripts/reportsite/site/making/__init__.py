"""The making of a site: country by country, in parallel, and only what changed."""
