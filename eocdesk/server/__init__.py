"""The hub: the place where many desks meet, on one database, over HTTP."""
