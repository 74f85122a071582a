"""The interactive door: the panel, its models, map tools and dialogs."""
