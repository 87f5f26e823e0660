"""Expressions of the source language put over word by word."""
