"""An offline-first desk for the watch over a great public event."""

__version__ = "0.1.0"
