"""Webhooks in the desk: whom a brand tells of its changes, what was told, and what came back."""
