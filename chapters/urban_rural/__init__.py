"""Models, measures and checks behind the chapters of the book."""
