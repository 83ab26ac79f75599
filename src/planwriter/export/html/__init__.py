"""The web page: one self-contained, accessible file, or a fragment for a content system, and a reader of either."""
