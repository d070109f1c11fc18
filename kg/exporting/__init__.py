"""The property graph as files for other programs."""
