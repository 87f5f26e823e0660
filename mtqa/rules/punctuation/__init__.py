"""Marks, brackets, hyphens and capitals that stand wrong."""
