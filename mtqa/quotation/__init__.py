"""Quote marks: how they are to be read, what is wrong with them, and what puts them right."""
