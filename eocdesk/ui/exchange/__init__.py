"""The windows in which files come in and go out; each is loaded when it is first asked for."""
