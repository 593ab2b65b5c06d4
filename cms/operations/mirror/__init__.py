"""Every published address as a file, for a web server that goes on when everything else is down: docs/delivery.md."""
