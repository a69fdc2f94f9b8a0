"""What infers rather than counts: a diary as arrays, the statistics, and their sentences."""
