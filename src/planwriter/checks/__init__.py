"""Station 5, is it good enough. Takes Plan and Catalogue; gives Findings. Knows no Qt, no disk and no clock."""
