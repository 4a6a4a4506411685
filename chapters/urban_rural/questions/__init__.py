"""The questions of each chapter's self-test; every number in them is computed."""
