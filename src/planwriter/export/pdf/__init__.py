"""PDF/UA-1: tagged, titled and bookmarked, with our own typeface in it, and a reader that goes by the tags."""
