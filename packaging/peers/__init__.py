"""The other engines that the desk is measured beside, each with a driver of its own, and the desk's own driver."""
