"""The `renjana` command."""
