"""The log: entries, incidents, tasks, and the line they are written on."""
