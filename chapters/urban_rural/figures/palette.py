"""The colours, markers and hatches of the book; the site replaces the colours by its own."""

INK, SOFT, GRID, PAPER = "#1d232b", "#5b6570", "#d9dde2", "#ffffff"
URBAN, RURAL, ACCENT = "#1f5f99", "#b4530a", "#6b3fa0"
COLOUR = {"urban": URBAN, "rural": RURAL}
MARKER = {"urban": "o", "rural": "s"}
HATCH = {"urban": "", "rural": "////"}
