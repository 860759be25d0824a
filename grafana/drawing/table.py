"""Tables of what the queries returned last."""

from dataclasses import dataclass

from .fields import Settings
from .shapes import COLORS, LINE, PANEL, TEXT, fitted, level, nothing, rectangle, text, width_of

ROW = 17


def table(panel, box, rows, times):
    """rows: values by the names of fields."""
    config = panel["fieldConfig"]
    if not rows:
        return [nothing(box, config["defaults"].get("noValue", "No data"))]
    columns = _columns(panel, rows)
    for sort in panel["options"].get("sortBy", []):
        field = next((c.field for c in columns if c.title == sort["displayName"]), None)
        down = sort.get("desc", False)
        rows = sorted(rows, key=lambda row: str(row.get(field, "")), reverse=down)
    room = int((box.height - 19) / ROW)
    widths = [column.width(rows) for column in columns]
    x, pieces = box.x, [level(box.x, box.y + 17, box.width)]
    for column, width in zip(columns, widths):
        width *= box.width / sum(widths)
        pieces += column.drawn(x, box.y, width, rows[:room])
        x += width
    if len(rows) > room:
        pieces.append(text(box.right, box.bottom, f"and {len(rows) - room} more", "e"))
    return pieces


def _columns(panel, rows):
    change = next((t for t in panel.get("transformations", []) if t["id"] == "organize"), {})
    change = change.get("options", {})
    hidden, order = change.get("excludeByName", {}), change.get("indexByName", {})
    fields = [f for f in dict.fromkeys(f for row in rows for f in row) if not hidden.get(f)]
    columns = []
    for field in sorted(fields, key=lambda field: order.get(field, 99)):
        title = change.get("renameByName", {}).get(field, field)
        settings = Settings(panel["fieldConfig"], field, title)
        is_text = any(isinstance(row.get(field), str) for row in rows)
        columns.append(Column(field, settings.get("displayName", title), settings, is_text))
    return columns


@dataclass(frozen=True)
class Column:
    """One of a table; it shows a field as text, as a bar, or in color."""

    field: str
    title: str
    settings: Settings
    is_text: bool

    @property
    def kind(self):
        return self.settings.get("custom.cellOptions")["type"]

    def content(self, row):
        if self.field not in row:
            return self.settings.get("noValue", "")
        return self.settings.shown(row[self.field])

    def width(self, rows):
        widest = max(width_of(each, 10.5) for each in [self.title, *map(self.content, rows)])
        return widest + (70 if self.kind == "gauge" else 14)

    def drawn(self, x, y, width, rows):
        left = self.is_text or self.kind == "gauge"
        at, kind = (x + 5, "b") if left else (x + width - 8, "b e")
        style = f"fill:{COLORS['blue']};font-weight:600"
        pieces = [text(at, y + 12, fitted(self.title, width - 6, 10), kind, style)]
        for number, row in enumerate(rows):
            top = y + 19 + number * ROW
            content, style = fitted(self.content(row), width - 6, 10), ""
            if self.field in row and self.kind == "gauge":
                pieces += self.bar(x, top, width, row)
                pieces.append(text(x + width - 14, top + 12, content, "b e"))
                continue
            color = self.settings.color(row[self.field]) if self.field in row else TEXT
            if self.field in row and self.kind == "color-background":
                pieces.append(rectangle(x, top, width - 4, ROW - 1.5, color, ' opacity=".8"'))
                style = f"fill:{PANEL}"
            elif self.kind == "color-text" and color != TEXT:
                style = f"fill:{color}"
            pieces.append(text(at, top + 12, content, kind, style))
        return pieces

    def bar(self, x, y, width, row):
        least, most = self.settings.get("min"), self.settings.get("max")
        share = min(1, (row[self.field] - least) / (most - least))
        color, long, high = self.settings.color(row[self.field]), width - 58, ROW - 7
        return [
            rectangle(x, y + 3, long, high, LINE),
            rectangle(x, y + 3, long * share, high, color),
        ]
