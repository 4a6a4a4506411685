"""Make the font of formulas: the part of STIX Two Math that formulas of a book like this need.

`python chapters/book/formulas_font.py` fetches the whole font with npm and writes the part, with
its licence, into `static/fonts/`. Both are kept with the book, so this is run again only when
CHARACTERS changes. A site gets of that part only the characters of its own formulas.
"""

import hashlib
import html
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PACKAGE = "@fontsource/stix-two-math@5.3.0"
FILE = "files/stix-two-math-latin-400-normal.woff"
CHECKSUM = "794b8382140b9a061229bcdb5f3786c00e0bad91376d060fa1565184c90bf7c4"
FOLDER = Path(__file__).parent / "static" / "fonts"
FONT = FOLDER / "stix-two-math.woff2"


def _span(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


UPRIGHT = _span(" ", "~") + "\N{NO-BREAK SPACE}" + "ΓΔΘΛΞΠΣΥΦΨΩ"
LATIN = (
    _span("\U0001d434", "\U0001d454") + "\N{PLANCK CONSTANT}" + _span("\U0001d456", "\U0001d467")
)
GREEK = _span("\U0001d6fc", "\U0001d71b")
SIGNS = "−×·±≤≥≠≈∼∝∞→∈∑∏√∂′…⋯‖∣∥∗¯ˆ˜―"
CHARACTERS = UPRIGHT + LATIN + GREEK + SIGNS
"""Upright letters and digits, Latin and Greek letters in italics (h stands apart in Unicode), and
the usual signs, of which the font has larger sizes."""


FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
NOT_SHOWN = re.compile(r"<annotation\b.*?</annotation>|<[^>]+>", re.DOTALL)


def trim(site: Path) -> None:
    """Leave in a site's font of formulas only what the site's formulas show.

    site: the built site; nothing is done where no page names the font.
    """
    font = site / "_static" / FONT.relative_to(FOLDER.parent)
    if font.is_file():
        part(font, characters(site)).save(font)


def characters(site: Path) -> str:
    """The characters of a site's formulas, and those a browser sets for them: italics, roots."""
    pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    formulas = [formula for page in pages for formula in FORMULA.findall(page)]
    shown = set(html.unescape("".join(NOT_SHOWN.sub("", formula) for formula in formulas)))
    if any("<msqrt" in formula or "<mroot" in formula for formula in formulas):
        shown.add("√")
    return "".join(c for c in CHARACTERS if c in shown or unicodedata.normalize("NFKC", c) in shown)


def part(whole: Path, text: str) -> TTFont:
    """The font with the glyphs of a text, their larger sizes and the table for mathematics."""
    font = TTFont(whole, recalcTimestamp=False)
    options = Options(
        hinting=False, layout_features=[], bidi_closure=False, name_IDs=[0, 1, 2, 13, 14]
    )
    options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def main() -> None:
    """Fetch the font, check that it is the one meant, and write its part."""
    with tempfile.TemporaryDirectory() as name:
        npm = shutil.which("npm") or sys.exit(
            "error: the font is fetched with npm. Install Node.js."
        )
        if subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=name).returncode:
            sys.exit(f"error: npm could not fetch {PACKAGE}.")
        (archive,) = Path(name).glob("*.tgz")
        shutil.unpack_archive(archive, name, filter="data")
        package = Path(name) / "package"
        found = hashlib.sha256((package / FILE).read_bytes()).hexdigest()
        if found != CHECKSUM:
            sys.exit(f"error: {FILE} of {PACKAGE} has the checksum {found}, not {CHECKSUM}.")
        FOLDER.mkdir(exist_ok=True)
        part(package / FILE, CHARACTERS).save(FONT)
        shutil.copy(package / "LICENSE", FONT.with_suffix(".LICENSE.txt"))
    print(f"{FONT.name}: {FONT.stat().st_size:,} bytes, {len(CHARACTERS)} characters.")


if __name__ == "__main__":
    main()
