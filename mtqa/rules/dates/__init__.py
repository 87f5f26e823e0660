"""Dates and times that cannot be, or that are put together as the source language does."""
