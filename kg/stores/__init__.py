"""Where a knowledge base is kept to be asked: embedded, or a server, behind one small interface."""
