"""What people do: one file a feature, one verb a class."""
