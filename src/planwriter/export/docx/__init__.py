"""Word: the writer and an independent reader."""
