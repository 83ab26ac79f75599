"""Settings and the places where things are kept."""
