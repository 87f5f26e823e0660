"""Quotation marks and apostrophes that are broken, missing or of another language."""
