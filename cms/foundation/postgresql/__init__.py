"""What `ENGINE` names: Django looks for `base.DatabaseWrapper` in it."""
