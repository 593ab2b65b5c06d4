"""Removes single permission checks, one at a time, and sees whether tests notice: `make mutations`."""
