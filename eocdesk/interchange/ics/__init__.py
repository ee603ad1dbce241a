"""iCalendar: sessions in and out."""
