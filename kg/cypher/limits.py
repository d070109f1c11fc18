"""How much a query may give and how long it may take, unless more is asked for."""

ROWS = 1000
SECONDS = 30.0
LONGEST = 86_400.0
"""No query runs for more than a day."""
