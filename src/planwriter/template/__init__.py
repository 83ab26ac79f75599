"""Station 1, what a plan must contain. Takes resource files; gives the Catalogue."""
