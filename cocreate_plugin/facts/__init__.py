"""Facts: what is worked out of a handbook, once, for every medium; no link, no tag, no millimetre."""
