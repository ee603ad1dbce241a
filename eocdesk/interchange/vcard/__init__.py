"""vCard: people and organisations in and out."""
