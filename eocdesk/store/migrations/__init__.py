"""One numbered step a file; a step once released never changes."""
