"""What models think of a segment: `mtqa check --score NAME`."""
