"""What things are, and the rules about them. Standard library and shapely types only."""
