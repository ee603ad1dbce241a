"""The calendar: what is on, where and when, and what stands in its way."""
