"""What the desk asks: one file a feature, rows out, never entities."""
