"""What is mounted where: `sites` on brand hosts, `desk` on the desk's host, `api` on the API host."""
