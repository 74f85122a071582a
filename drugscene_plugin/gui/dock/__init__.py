"""The panel: views that show and emit, and presenters that decide."""
