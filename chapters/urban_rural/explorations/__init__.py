"""What a reader can move: pure functions from a control's value to a sentence and a picture."""
