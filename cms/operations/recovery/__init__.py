"""Backup, restore and the drill: docs/decisions/0009-backup.md."""


class RecoveryError(Exception):
    """What is wrong, and what to do; nothing was written, or it was taken back."""
