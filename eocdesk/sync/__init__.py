"""How copies meet: one protocol, spoken the same over a hub, a local network and a file on a stick."""
