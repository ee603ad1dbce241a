"""What is handed up: rows become a document, a document becomes paper."""
