"""What a panel shows, and how its JSON wants it shown."""

import re
from dataclasses import dataclass

from .numbers import with_unit
from .shapes import COLORS


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self):
        return self.x + self.width

    @property
    def bottom(self):
        return self.y + self.height


@dataclass(frozen=True)
class Series:
    """A name, labels, and what it was when; which query it is from."""

    name: str
    labels: dict
    points: list
    query: str

    @property
    def last(self):
        return self.points[-1][1]


@dataclass(frozen=True)
class Times:
    start: float
    end: float
    step: float
    marks: tuple = ()

    def x(self, box, time):
        return box.x + box.width * (time - self.start) / (self.end - self.start)


class Settings:
    """How a panel shows a field: what holds for all, and what overrides it."""

    def __init__(self, config, *names):
        self.defaults = config["defaults"]
        self.own = {}
        for override in config.get("overrides", []):
            kind, wanted = override["matcher"]["id"], override["matcher"]["options"]
            if any(_matches(kind, wanted, name) for name in names):
                self.own.update((p["id"], p["value"]) for p in override["properties"])

    def get(self, name, otherwise=None):
        if name in self.own:
            return self.own[name]
        if name.startswith("custom."):
            return self.defaults.get("custom", {}).get(name[7:], otherwise)
        return self.defaults.get(name, otherwise)

    def shown(self, value):
        mapped = self.mapped(value)
        if mapped:
            return mapped["text"]
        if isinstance(value, str):
            return value
        return with_unit(value, self.get("unit"), self.get("decimals"))

    def color(self, value):
        mapped = self.mapped(value)
        if mapped:
            return COLORS[mapped["color"]]
        fixed = self.get("color", {}).get("fixedColor")
        if fixed or isinstance(value, str):
            return COLORS[fixed or "text"]
        steps = self.get("thresholds")["steps"]
        return COLORS[[s for s in steps if s["value"] is None or value >= s["value"]][-1]["color"]]

    def mapped(self, value):
        key = value if isinstance(value, str) else f"{value:g}"
        options = [mapping["options"] for mapping in self.get("mappings", [])]
        return next((each[key] for each in options if key in each), None)


def _matches(kind, wanted, name):
    return wanted == name if kind == "byName" else bool(re.search(wanted.strip("/"), name))
