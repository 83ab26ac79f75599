"""Station 6, printing the plan. Takes Plan and Catalogue; gives bytes."""
