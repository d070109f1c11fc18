"""One record with all that stands around it: `citykg show`."""
