"""StratML Part 2, the federal XML form of a performance plan: a writer, a reader and a strict validator."""
