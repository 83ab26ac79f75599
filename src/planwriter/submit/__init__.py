"""Station 8, sending the plan. Takes a Plan; gives a Receipt."""
