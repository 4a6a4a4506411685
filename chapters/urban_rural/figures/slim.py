"""Pictures without what nobody sees, so that they weigh less."""

import re


def slim(svg: str) -> str:
    """A picture drawn by matplotlib with the same look in fewer bytes.

    Places are given to a tenth of a point (to a hundredth below ten points), turns by no angle
    are left out, and a path of many points is written in steps from point to point, which
    compress better than places. The style sheet, which would hold for the whole page that the
    picture stands in, becomes an attribute.
    """
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = re.sub(
        r"<svg([^>]*)>\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>",
        r'<svg\1 stroke-linejoin="round">',
        svg,
    )
    svg = re.sub(r' (?:d|x|y|transform)="(?!matrix|scale)[^"]*"', lambda m: _rounded(m[0]), svg)
    return re.sub(r' d="([^"]*)"', lambda match: f' d="{_in_steps(match[1])}"', svg)


def _rounded(attribute: str) -> str:
    words = " " + " ".join(attribute.split()).replace(' "', '"')
    return re.sub(
        r"-?\d+\.\d+",
        lambda match: _short(float(match[0]), 1 if abs(float(match[0])) >= 10 else 2),
        words,
    )


def _in_steps(path: str) -> str:
    if path.count("L") < 4 or not re.fullmatch(r"(M \S+ \S+( L \S+ \S+)*( z)?( |$))+", path):
        return path
    steps: list[str] = []
    here, last = (0.0, 0.0), ""
    for command, x, y in re.findall(r"([MLz])(?: (\S+) (\S+))?", path):
        if command == "M":
            steps += ["M", x, y]
        elif command == "z":
            steps += ["z"]
        else:
            steps += ["l"] if last == "M" else []
            steps += [_short(float(x) - here[0], 2), _short(float(y) - here[1], 2)]
        here, last = (float(x), float(y)) if x else here, command
    return " ".join(steps)


def _short(number: float, digits: int) -> str:
    return f"{round(number, digits) + 0.0:g}"
