"""Paper and files that somebody receives. Takes publishable tables only."""
