"""What a page printed around its text."""
