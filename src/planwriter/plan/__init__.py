"""Station 2, the plan. Takes edits; gives the next Plan. Knows no Qt, no disk and no clock."""
