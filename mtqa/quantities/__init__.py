"""Numbers and dates as values: how six languages write them, and which of a source's are missing from its target."""
