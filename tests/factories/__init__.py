"""Builders of test data, by domain.

Each makes only what is asked; what is published goes through the publishing code.
"""
