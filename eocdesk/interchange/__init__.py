"""Files in and out: calendars, contacts, places and tables, read row by row, nothing dropped in silence."""
