"""Facts and vocabularies; no logic."""
