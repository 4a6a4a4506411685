"""The four recommendations of the paper, each as a calculation, and the scenario of all four."""
