"""What differs between two knowledge bases: found record by record, told in sentences."""
