"""Curves over time, with axes and a legend."""

import math

from .fields import Box, Settings
from .numbers import with_unit
from .shapes import COLORS, CURVES, fitted, level, nothing, short, text, track, width_of

TIMES = (15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 604800)


def timeseries(panel, box, series, times):
    fields = [Settings(panel["fieldConfig"], one.name) for one in series]
    colors = [
        COLORS.get(field.get("color").get("fixedColor"), CURVES[number % len(CURVES)])
        for number, field in enumerate(fields)
    ]
    shown = [f"{one.name} " for one in series]
    last = [field.shown(one.last) for one, field in zip(series, fields)]
    legend, height = _legend(box, list(zip(shown, last, colors)))
    bottom = box.bottom - height - 14
    if not series:
        return [nothing(box)]

    # Each curve upon those below it, where they are stacked.
    heaps, curves = {}, []
    for one, field in zip(series, fields):
        stacking = field.get("custom.stacking")
        heap = heaps.setdefault(stacking["group"], {}) if stacking["mode"] == "normal" else {}
        below = [(t, heap.get(t, 0)) for t, _ in one.points]
        heap.update((t, heap.get(t, 0) + v) for t, v in one.points)
        curves.append([(t, b, b + v) for (t, b), (_, v) in zip(below, one.points)])
    sides = [field.get("custom.axisPlacement", "left") for field in fields]
    axes = {
        side: _axis(
            max(top for s, curve in zip(sides, curves) if s == side for _, _, top in curve),
            fields[sides.index(side)],
        )
        for side in dict.fromkeys(sides)
    }
    room = {s: max(width_of(label, 10) for _, label in axis[1]) + 6 for s, axis in axes.items()}
    left, right = room.get("left", 8), room.get("right", 6)
    plot = Box(box.x + left, box.y + 6, box.width - left - right, bottom - box.y - 6)
    pieces = clock(plot, times)
    grid = ""
    for side, (top, ticks) in axes.items():
        for value, label in ticks:
            y = plot.bottom - plot.height * value / top
            if side == "left":
                grid += f"M{short(plot.x)} {short(y)}h{short(plot.width)}"
                pieces.append(text(plot.x - 4, y + 3.5, label, "e"))
            else:
                pieces.append(text(plot.right + 4, y + 3.5, label))
    pieces.insert(0, f'<path d="{grid}" class="g"/>')
    for curve, field, side, color in reversed(list(zip(curves, fields, sides, colors))):
        scale = plot.height / axes[side][0]
        dashed = (field.get("custom.lineStyle") or {}).get("fill") == "dash"
        for part in parts(curve, times):
            points = [(times.x(plot, t), plot.bottom - top * scale) for t, _, top in part]
            base = [(times.x(plot, t), plot.bottom - low * scale) for t, low, _ in part]
            stacked = any(low for _, low, _ in part)
            fill = field.get("custom.fillOpacity", 0) / 100
            # Hardly seen where there are many, and half of the picture's size.
            fill = 0 if fill < 0.1 and len(series) > 2 else fill
            fill = fill if any(top > low for _, low, top in part) else 0
            pieces += curve_of(points, base if stacked else plot.bottom, color, fill, dashed)
    pieces += _limits(panel, plot, axes)
    for time, color in times.marks:
        x = times.x(plot, time)
        pieces.append(
            f'<path d="M{x:.1f} {plot.y:.1f}V{plot.bottom:.1f}" stroke="{COLORS[color]}"'
            ' stroke-dasharray="3 3"/>'
        )
    return pieces + legend


def _limits(panel, plot, axes):
    defaults = panel["fieldConfig"]["defaults"]
    if defaults["custom"]["thresholdsStyle"]["mode"] == "off" or "left" not in axes:
        return []
    top = axes["left"][0]
    return [
        level(
            plot.x,
            plot.bottom - plot.height * step["value"] / top,
            plot.width,
            COLORS[step["color"]],
            ' stroke-dasharray="8 5"',
        )
        for step in defaults["thresholds"]["steps"]
        if step["value"] is not None and step["value"] <= top
    ]


def _axis(largest, field):
    """Where it ends, and the numbers beside it."""
    unit = field.get("unit")
    fixed = field.get("max")
    largest = fixed or largest or 1
    rough = largest / 3
    if unit == "s" and rough > 10:
        step = next((s for s in TIMES if s >= rough * 0.999), largest)
    else:
        power = 10 ** math.floor(math.log10(rough))
        step = next(power * f for f in (1, 2, 2.5, 5, 10) if power * f >= rough * 0.999)
    if unit == "none":
        step = max(1, round(step))
    count = round(fixed / step) if fixed else max(1, math.ceil(largest / step - 1e-9))
    step = fixed / count if fixed else step
    return count * step, [(n * step, with_unit(n * step, unit)) for n in range(count + 1)]


def clock(plot, times):
    """The times below a plot, as how long ago."""
    seconds = times.end - times.start
    step = next((s for s in TIMES if seconds / s <= 3.5), seconds)
    pieces = []
    for number in range(int(seconds // step) + 1):
        x = times.x(plot, times.end - number * step)
        label = "now" if number == 0 else "−" + with_unit(number * step, "s")
        if x - plot.x > 8:
            pieces.append(text(x, plot.bottom + 12, label, "m" if number else "e"))
    return pieces


def parts(points, times):
    """Without a line across gaps."""
    found = [[points[0]]]
    for before, point in zip(points, points[1:]):
        if point[0] - before[0] > times.step * 1.5:
            found.append([])
        found[-1].append(point)
    return found


def curve_of(points, base, color, fill, dashed=False):
    if len(points) == 1:
        points = [points[0], (points[0][0] + 1.5, points[0][1])]
    steps = track(points)
    pieces = []
    if fill:
        back = f"L{track(base[::-1])[1:]}" if isinstance(base, list) else _down(points, base)
        style = f'style="fill:{color};fill-opacity:{fill}"'
        pieces.append(f'<path d="{steps}{back}z" {style}/>')
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return [*pieces, f'<path d="{steps}" stroke="{color}"{dash}/>']


def _down(points, base):
    return f"V{short(base)}H{short(points[0][0])}"


def _legend(box, entries):
    """Names with their last numbers, in at most three lines, and how high that is."""
    lines, x = [[]], box.x
    for name, last, color in entries:
        name = fitted(name, box.width - width_of(last) - 30, 10)
        width = 13 + width_of(name, 10) + width_of(last, 10) + 14
        if x + width > box.right + 10 and lines[-1]:
            lines.append([])
            x = box.x
        lines[-1].append((x, name, last, color))
        x += width
    hidden = sum(map(len, lines[3:]))
    pieces = []
    for number, line in enumerate(lines[:3]):
        y = box.bottom - 2 - 13 * (min(3, len(lines)) - number - 1)
        for x, name, last, color in line:
            if hidden and number == 2 and x == line[-1][0]:
                pieces.append(text(x, y, f"and {hidden + 1} more"))
                continue
            pieces.append(level(round(x), round(y) - 3, 9, color, ' class="k"'))
            start = text(x + 13, y, name).removesuffix("</text>")
            pieces.append(f"{start}<tspan>{last}</tspan></text>")
    return pieces, 13 * min(3, len(lines)) + 2
