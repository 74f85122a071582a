"""The data behind the lists of the window."""
