"""JSON: the public copy of a plan, and an independent reader of it."""
