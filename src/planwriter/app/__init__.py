"""The composition root: builds places, settings, drafts, window and the last resort for our own faults."""
