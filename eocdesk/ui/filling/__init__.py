"""A window in which a form is filled: sections, their blocks, kept as they are typed."""
