"""The five mechanisms of the paper, each as a small model, and the balance of forces."""
