"""Tables of the chapters: results of the computing modules, with words, units and sources."""
