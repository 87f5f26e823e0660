"""Numbers that are garbled, lost, or written as the source language writes them."""
