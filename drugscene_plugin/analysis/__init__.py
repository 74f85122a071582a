"""What is calculated: one function a measure, arrays and values in and out."""
