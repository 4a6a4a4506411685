"""What a person reads: the drift of a series in words."""

from collections import defaultdict
from collections.abc import Iterable

from refresh.comparison import Drift
from refresh.observations import Key
from refresh.series import Series
from urban_rural.schemas import SCHEMAS

MOST = 12
"""As many changes or breaks are listed of one series."""


def drift_lines(series: Series, drift: Drift, there: bool) -> list[str]:
    """The drift of a series, a line each. there: whether its file is there already."""
    lines = [] if there else ["a new file: no refresh has brought it yet"]
    for what, keys in (
        ("confirmed, equal to rounding", drift.confirmed),
        ("agrees as far as figures were given, so not confirmed", drift.agreeing),
        ("new", drift.new),
        ("new, but not complete, so left out", drift.incomplete),
        ("not in the answer", drift.silent),
    ):
        if keys:
            lines.append(f"{what}: {rows(len(keys))}, {spans(series, keys)}")
    if drift.changes:
        lines.append(f"differs by more than rounding: {figures(len(drift.changes))}")
    for change in drift.changes[:MOST]:
        lines.append(
            f"  {key_text(change.key)}: {change.column} {change.ours} ({change.evidence}), "
            f"the publisher gives {change.theirs}"
        )
    lines += _more(len(drift.changes))
    if drift.broken:
        lines.append(f"breaks an identity: {len(drift.broken)} times")
    for keys, words in drift.broken[:MOST]:
        place = f"{key_text(keys[0])}: " if len(keys) == 1 else ""
        lines.append(f"  {place}{words}")
    return lines + _more(len(drift.broken))


def key_text(key: Key) -> str:
    """A key as it is typed after TAKE=: its parts joined by commas, spaces as underscores."""
    return ",".join(part.replace(" ", "_") for part in key)


def rows(count: int) -> str:
    """ "1 row", "2 rows"."""
    return f"{count} row" + "s" * (count != 1)


def figures(count: int) -> str:
    """ "1 figure", "2 figures"."""
    return f"{count} figure" + "s" * (count != 1)


def spans(series: Series, keys: Iterable[Key]) -> str:
    """Keys in short: years joined to spans, with what else they have in common."""
    names = SCHEMAS[series.file].unique
    if "year" not in names:
        listed = [" ".join(key) for key in keys]
        return ", ".join(listed[:3]) + (f" to {listed[-1]}" if len(listed) > 3 else "")
    place = names.index("year")
    groups: dict[tuple[int, ...], list[Key]] = defaultdict(list)
    years: dict[Key, list[int]] = defaultdict(list)
    for key in keys:
        years[key[:place] + key[place + 1 :]].append(int(key[place]))
    for others, found in years.items():
        groups[tuple(sorted(found))].append(others)
    parts = []
    for together, members in groups.items():
        named = [" ".join(others) for others in members if others]
        which = named[0] if len(named) == 1 else f"{len(named)} series"
        parts.append(year_spans(together) + (f" ({which})" if named else ""))
    return "; ".join(parts[:6]) + ("; …" if len(parts) > 6 else "")


def year_spans(years: Iterable[int]) -> str:
    """Years in short: 2013 to 2016, 2018."""
    parts: list[list[int]] = []
    for year in sorted(years):
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(
        str(part[0]) if len(part) == 1 else f"{part[0]} to {part[-1]}" for part in parts
    )


def _more(count: int) -> list[str]:
    return [f"  and {count - MOST} more"] if count > MOST else []
