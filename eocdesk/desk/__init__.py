"""A desk at work: everything put together, no screen."""
