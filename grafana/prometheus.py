"""A running Prometheus, and the variables of a dashboard that asks it."""

import argparse
import json
import math
import re
import urllib.error
import urllib.parse
import urllib.request


class Prometheus:
    """One that runs, and the time to look at."""

    def __init__(self, url, end, seconds):
        self.url = url.rstrip("/")
        self.times = {"start": end - seconds, "end": end}
        self.step = max(1, seconds // 500)
        self.known_labels = {}

    def get(self, path, **parameters):
        """What it answers; ValueError with its reason when it refuses."""
        request = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as e:
            raise ValueError(json.load(e)["error"]) from e

    def labels(self, metric):
        """The names of all labels of a metric; none if there is no such metric."""
        if metric not in self.known_labels:
            found = self.get("labels", **{"match[]": metric}, **self.times)
            self.known_labels[metric] = set(found)
        return self.known_labels[metric]

    def values(self, label, metric):
        return self.get(f"label/{label}/values", **{"match[]": metric}, **self.times)

    def series(self, expression):
        """The labels of all series that it returned at any time."""
        answer = self.get("query_range", query=expression, step=self.step, **self.times)
        return [series["metric"] for series in answer["result"]]

    def curves(self, expression):
        """The labels of all series, and what each was when: [(seconds, number)]."""
        answer = self.get("query_range", query=expression, step=self.step, **self.times)
        return [(s["metric"], _numbers(s["values"])) for s in answer["result"]]

    def now(self, expression):
        """The labels of all series, and what each is at the end."""
        answer = self.get("query", query=expression, time=self.times["end"])
        return [(s["metric"], float(s["value"][1])) for s in answer["result"]]


def _numbers(values):
    numbers = [(float(time), float(value)) for time, value in values]
    return [(time, value) for time, value in numbers if math.isfinite(value)]


def label_values(variable):
    query = variable["query"]
    query = query["query"] if isinstance(query, dict) else query
    return re.fullmatch(r"label_values\((.*),\s*(\w+)\)", query).groups()


def variables(prometheus, dashboard, options):
    """All values to try, by variable; options tell the window, the time and perhaps a migration."""
    choices = {"__rate_interval": [options.window], "__range": [f"{options.over}s"]}
    for variable in dashboard["templating"]["list"]:
        if variable["type"] != "query":
            continue
        if variable.get("includeAll"):
            choices[variable["name"]] = [variable["allValue"]]
        elif variable["name"] == "migration" and options.migration:
            choices["migration"] = [options.migration]
        else:
            query, label = label_values(variable)
            values = prometheus.values(label, replaced(query, choices)[0])
            choices[variable["name"]] = values or [".*"]
    return choices


def replaced(expression, choices):
    expressions = [expression]
    for name, values in choices.items():
        if f"${name}" in expression:
            expressions = [e.replace(f"${name}", v) for e in expressions for v in values]
    return expressions


def duration(text):
    match = re.fullmatch(r"(\d+)([smhd])", text)
    if not match:
        raise argparse.ArgumentTypeError(f"{text}: expected such as 90s, 5m, 1h")
    return int(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]]
