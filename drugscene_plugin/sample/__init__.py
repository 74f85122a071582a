"""The sample county: made by code, the same each time, and plainly fictional."""
