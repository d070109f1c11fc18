"""A Neo4j server as the store: connecting, reading safely, loading a knowledge base into it."""
