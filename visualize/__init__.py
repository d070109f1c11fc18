"""Answers and graphs as a person sees them."""
