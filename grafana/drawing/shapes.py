"""Texts, shapes and colors, as SVG."""

import math
from xml.sax.saxutils import escape

BACKGROUND, PANEL, LINE = "#111217", "#181b1f", "#2c3036"
TEXT = "#d3d4dc"
COLORS = {
    "text": TEXT,
    "green": "#73bf69",
    "yellow": "#fade2a",
    "orange": "#ff9830",
    "red": "#f2495c",
    "blue": "#5794f2",
    "purple": "#b877d9",
}
CURVES = [
    *("#73bf69", "#f2cc0c", "#5794f2", "#ff780a", "#f2495c", "#8ab8ff"),
    *("#b877d9", "#37872d", "#e0b400", "#c0d8ff", "#ffa6b0", "#705da0"),
]
STYLE = (
    "text{font:10px system-ui,sans-serif;fill:#9196a1}.b,.t,.h,tspan{fill:#d3d4dc}"
    ".e{text-anchor:end}.m{text-anchor:middle}"
    ".t{font-weight:600;font-size:12px}.h{font-weight:600;font-size:15px}"
    "path{fill:none;stroke-width:1.2}.g{stroke:#2c3036;stroke-width:1}.k{stroke-width:3}"
)


def short(number):
    """As few digits as tell it from its neighbours."""
    digits = f"{number:.1f}".removesuffix(".0")
    return "0" if digits == "-0" else digits.replace("0.", ".") if abs(number) < 1 else digits


def text(x, y, content, kind="", style=""):
    kind = f' class="{kind}"' if kind else ""
    style = f' style="{style}"' if style else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{kind}{style}>{escape(str(content))}</text>'


def rectangle(x, y, width, height, fill, more=""):
    size = f'width="{short(width)}" height="{short(height)}"'
    return f'<rect x="{short(x)}" y="{short(y)}" {size} fill="{fill}"{more}/>'


def nothing(box, content="No data"):
    return text(box.x + box.width / 2, box.y + box.height / 2, content, "m")


def level(x, y, width, stroke="", more=""):
    stroke = f' stroke="{stroke}"' if stroke else ' class="g"'
    return f'<path d="M{short(x)} {short(y)}h{short(width)}"{stroke}{more}/>'


def width_of(content, size=11):
    """About how wide a text is."""
    narrow = sum(content.count(c) for c in "iljtfr .,:'-|()[]")
    return size * (0.62 * (len(content) - narrow) + 0.37 * narrow)


def fitted(content, width, size=11):
    """The text, or as much of it as fits."""
    if width_of(content, size) <= width:
        return content
    while content and width_of(content + "…", size) > width:
        content = content[:-1]
    return content.rstrip() + "…"


def track(points):
    """The steps of a path through points, without those that lie on the way between others."""
    kept = [points[0], *_bends(points), points[-1]] if len(points) > 1 else points
    whole = [(round(x), round(y)) for x, y in kept]
    (x, y), steps = whole[0], [f"M{whole[0][0]} {whole[0][1]}"]
    flat = 0
    for to_x, to_y in [*whole[1:], (None, None)]:
        if to_y == y:
            flat += to_x - x
        else:
            steps += [f"h{flat}"] if flat else []
            steps += [f"l{to_x - x}{_signed(to_y - y)}"] if to_x is not None else []
            flat = 0
        x, y = to_x, to_y
    return "".join(steps)


def _signed(number):
    return f" {number}" if number >= 0 else f"{number}"


def _bends(points):
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0) or 1
    far, at = 0, 0
    for number, (x, y) in enumerate(points[1:-1], 1):
        away = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
        if away > far:
            far, at = away, number
    if far < 0.9:
        return []
    return [*_bends(points[: at + 1]), points[at], *_bends(points[at:])]
