"""Numbers as people read them, in the units that the dashboards have."""

def with_unit(number, unit, decimals=None):
    """Such as 1.5 min, 31.4 %, 12 c/s."""
    if unit == "percentunit":
        return f"{_digits(number * 100, decimals)} %"
    if unit == "locale":
        return f"{number:,.0f}"
    if unit == "s":
        for factor, name in (86400, "days"), (3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"):
            if abs(number) >= factor:
                return f"{_digits(number / factor, decimals)} {name}"
        return f"{_digits(number * 1e6, decimals)} µs" if number else "0 s"
    if unit == "dtdurations":
        return _words(number)
    for factor, name in (1e9, " Bil"), (1e6, " Mil"), (1e3, " K"):
        if abs(number) >= factor and unit != "none":
            return _digits(number / factor, decimals) + name + _RATES.get(unit, "")
    return _digits(number, decimals) + _RATES.get(unit, "")


_RATES = {"cps": " c/s", "cpm": " c/m"}


def _digits(number, decimals):
    if decimals is None:
        decimals = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    digits = f"{number:.{decimals}f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _words(seconds):
    units = (86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")
    words = []
    rest = round(seconds)
    for size, name in units:
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count} {name}{'s' if count > 1 else ''}")
    return ", ".join(words[:2]) or "0 seconds"
