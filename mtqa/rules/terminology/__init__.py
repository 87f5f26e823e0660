"""What a glossary wants: its terms, and none of the wordings that it forbids."""
