"""The ICS forms, one module each: the numbers and titles of the booklet, filled from the records."""
