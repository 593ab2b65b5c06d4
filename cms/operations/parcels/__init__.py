"""Content that moves from one installation to another: docs/decisions/0022-parcels.md."""


class ParcelError(Exception):
    """What is wrong with a parcel or with the place that it is for; nothing was written."""
