"""Names that are split, glued, or spelt in several ways."""
