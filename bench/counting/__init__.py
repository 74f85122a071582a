"""Counting incidents in several ways: the county that is counted, and each way as a function."""
