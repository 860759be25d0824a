"""What stands in the panels of a dashboard, by their type: pieces of SVG."""

import math

from .fields import Box, Settings
from .graph import clock, curve_of, parts, timeseries
from .numbers import with_unit
from .shapes import (
    COLORS,
    LINE,
    PANEL,
    TEXT,
    fitted,
    nothing,
    rectangle,
    text,
    width_of,
)
from .table import table


def stat(panel, box, series, times):
    settings = Settings(panel["fieldConfig"])
    if not series:
        return [_large(box, settings.get("noValue", "–"), TEXT)]
    pieces = []
    named = panel["options"]["textMode"] == "value_and_name"
    if panel["options"]["graphMode"] == "area" and len(series) == 1 and not named:
        low = Box(box.x, box.bottom - 18, box.width, 18)
        top = max(value for _, value in series[0].points) or 1
        color = settings.color(series[0].last)
        for part in parts(series[0].points, times):
            points = [(times.x(low, t), low.bottom - 18 * v / top) for t, v in part]
            pieces += curve_of(points, low.bottom, color, 0.2)
    for number, one in enumerate(series):
        width, height = box.width / len(series), box.height - (14 if pieces or named else 0)
        part = Box(box.x + number * width, box.y, width, height)
        if named and one.name:
            pieces.append(text(part.x + width / 2, box.bottom - 4, one.name, "m"))
        pieces.append(_large(part, settings.shown(one.last), settings.color(one.last)))
    return pieces


def _large(box, content, color):
    size = min(24, 24 * (box.width - 8) / width_of(content, 24))
    style = f"font-size:{size:.0f}px;font-weight:600;fill:{color}"
    return text(box.x + box.width / 2, box.y + box.height / 2 + size * 0.3, content, "m", style)


def gauge(panel, box, series, times):
    settings = Settings(panel["fieldConfig"])
    if not series:
        return [_large(box, settings.get("noValue", "–"), TEXT)]
    radius, x, y = min(box.width / 2, box.height) - 12, box.x + box.width / 2, box.bottom - 6

    def arc(share, color):
        angle = math.pi * (1 - share)
        to = f"{x + radius * math.cos(angle):.1f} {y - radius * math.sin(angle):.1f}"
        shape = f"M{x - radius:.1f} {y:.1f}A{radius:.1f} {radius:.1f} 0 0 1 {to}"
        return f'<path d="{shape}" stroke="{color}" style="stroke-width:10"/>'

    value = series[0].last
    share = (value - settings.get("min")) / (settings.get("max") - settings.get("min"))
    number = text(x, y - 1, settings.shown(value), "m b", "font-size:13px;font-weight:600")
    return [arc(1, LINE), arc(min(1, max(0, share)), settings.color(value)), number]


def state_timeline(panel, box, series, times):
    if not series:
        return [nothing(box)]
    settings = Settings(panel["fieldConfig"])
    names = min(box.width * 0.3, max(width_of(one.name, 10) for one in series) + 6)
    plot = Box(box.x + names, box.y, box.width - names, box.height - 15)
    height = min(22, plot.height / len(series))
    pieces = clock(Box(plot.x, plot.y, plot.width, height * len(series)), times)
    for number, one in enumerate(series):
        y = plot.y + number * height
        name = fitted(one.name, names - 6, 10)
        pieces.append(text(plot.x - 6, y + height / 2 + 3.5, name, "e"))
        for start, end, value in _spans(one.points, times):
            x, width = times.x(plot, start), times.x(plot, end) - times.x(plot, start)
            color = settings.color(value)
            pieces.append(rectangle(x, y + 1, max(width, 1), height - 2, color, ' opacity=".8"'))
            shown = settings.shown(value)
            if panel["options"]["showValue"] != "never" and width > width_of(shown, 10) + 8:
                dark = f"fill:{PANEL}"
                pieces.append(text(x + 4, y + height / 2 + 3.5, shown, "", dark))
    return pieces


def _spans(points, times):
    """From when until when it was what."""
    spans = []
    for time, value in points:
        end = min(time + times.step, times.end)
        if spans and spans[-1][2] == value and time - spans[-1][1] < times.step:
            spans[-1] = (spans[-1][0], end, value)
        else:
            spans.append((time, end, value))
    return spans


def heatmap(panel, box, series, times):
    """Buckets that Prometheus counts with all below them, and the pages in each alone."""
    buckets = sorted(series, key=lambda one: float(one.labels["le"]))
    below, rows = {}, []
    for bucket in buckets:
        counts = {t: max(0, v - below.get(t, 0)) for t, v in bucket.points}
        below = dict(bucket.points)
        rows.append((float(bucket.labels["le"]), counts))
    while rows and not any(v > 0.01 for v in rows[0][1].values()):
        rows.pop(0)
    while rows and not any(v > 0.01 for v in rows[-1][1].values()):
        rows.pop()
    if not rows:
        return [nothing(box)]
    unit = panel["fieldConfig"]["defaults"]["unit"]
    names = [with_unit(le, unit) if le < math.inf else "more" for le, _ in rows]
    left = max(width_of(name, 10) for name in names) + 6
    plot = Box(box.x + left, box.y + 4, box.width - left, box.height - 20)
    height = plot.height / len(rows)
    columns = 40
    span = (times.end - times.start) / columns
    cells = {}
    for number, (_, counts) in enumerate(rows):
        for time, count in counts.items():
            at = (number, min(columns - 1, int((time - times.start) / span)))
            cells[at] = max(cells.get(at, 0), count)
    most = max(cells.values())
    pieces = clock(plot, times)
    for number, name in enumerate(names):
        if number % max(1, round(12 / height)) == 0:
            y = plot.bottom - (number + 0.5) * height + 3.5
            pieces.append(text(plot.x - 4, y, name, "e"))
    for (number, column), count in cells.items():
        if count > 0.01:
            x, y = plot.x + column * plot.width / columns, plot.bottom - (number + 1) * height
            shade = f' opacity="{max(0.1, math.sqrt(count / most)):.2f}"'
            pieces.append(
                rectangle(x, y, plot.width / columns - 1, height - 1, COLORS["blue"], shade)
            )
    return pieces


KINDS = {
    "stat": stat,
    "gauge": gauge,
    "timeseries": timeseries,
    "state-timeline": state_timeline,
    "heatmap": heatmap,
    "table": table,
}
