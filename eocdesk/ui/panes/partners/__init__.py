"""Partners: who to call, who is on duty, which seats are filled."""
