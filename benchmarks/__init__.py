"""Accuracy, speed and safety, measured by commands that anyone can rerun: `python -m benchmarks NAME`."""
