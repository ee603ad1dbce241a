"""The map: venues, features and incidents on a base that needs no network."""
