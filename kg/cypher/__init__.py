"""Anybody's Cypher: what may be asked, how it is answered, and what is said when it is wrong."""
