"""The hub's own store: many desks' logs in one sequence per scope, on PostgreSQL or SQLite."""
