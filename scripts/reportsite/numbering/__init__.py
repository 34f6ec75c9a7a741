"""Published numbers and slugs: held by a lock file beside each report, and never given twice."""
