"""What a person adds: the questions, the answers, and the records that they make."""
