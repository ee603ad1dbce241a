"""Tables of any kind: CSV, TSV, workbooks and JSON lists, in by a profile and out by our own fields."""
