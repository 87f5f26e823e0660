"""`score_batch` within engines that pass documents along: one thin module for each, imported by who uses the engine."""
