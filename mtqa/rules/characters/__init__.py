"""Characters, spaces and markup that are damaged."""
