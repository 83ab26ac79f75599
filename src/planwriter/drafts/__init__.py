"""Station 3, keeping the plan. Takes Plans; gives files, and back."""
