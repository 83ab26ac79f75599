"""Station 4, walking through the plan. Takes intents; moves the Session. Knows no Qt."""
