"""What the source says and the target does not, or the other way round."""
