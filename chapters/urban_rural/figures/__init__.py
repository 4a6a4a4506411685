"""Figures of the chapters, drawn in one style, each with alternative text from its data."""
