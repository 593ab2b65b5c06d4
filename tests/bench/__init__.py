"""Measurements for `docs/performance.md`, in one run and as ratios: `make bench`."""
