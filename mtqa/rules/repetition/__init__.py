"""Words, phrases and paragraphs that stand twice."""
