"""Widgets every pane shares."""
