"""Reads PromQL, as far as it takes to tell which series an expression asks for."""

import itertools
import re
from dataclasses import dataclass, replace

TOKEN = re.compile(
    r"""\s+|\#[^\n]*
    |(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)
    |(?P<number>0[xX][0-9a-fA-F]+|(?:\d+(?:ms|[smhdwy]))+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<name>[a-zA-Z_:][\w:]*)
    |(?P<sign>=~|!~|==|!=|<=|>=|[-<>=+*/%^(){}\[\],:@])""",
    re.VERBOSE,
)
COMPARISONS = {"==", "!=", "<", "<=", ">", ">="}
SETS = {"or", "and", "unless"}
LEVELS = [{"or"}, {"and", "unless"}, COMPARISONS, {"+", "-"}, {"*", "/", "%", "atan2"}]
AGGREGATIONS = set(
    "sum min max avg group stddev stdvar count count_values bottomk topk quantile limitk limit_ratio".split()
)


class NotPromQl(Exception):
    """What is wrong with an expression, and where."""


@dataclass(frozen=True)
class Constant:
    """A number or a text."""

    text: str

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class Selector:
    """A metric, and matchers as (label, operator, quoted value)."""

    metric: str
    matchers: tuple = ()

    def __str__(self):
        inside = ",".join("".join(matcher) for matcher in self.matchers)
        return f"{self.metric}{{{inside}}}" if inside else self.metric


@dataclass(frozen=True)
class Suffixed:
    """What is read over a range, at an offset or at a time."""

    of: object
    suffix: str

    def __str__(self):
        return f"{self.of}{self.suffix}"


@dataclass(frozen=True)
class Call:
    """A function or an aggregation; grouping is such as "by", or empty."""

    name: str
    arguments: tuple
    grouping: str = ""
    labels: tuple = ()

    def __str__(self):
        grouped = f" {self.grouping} ({', '.join(self.labels)}) " if self.grouping else ""
        return f"{self.name}{grouped}({', '.join(map(str, self.arguments))})"


@dataclass(frozen=True)
class Binary:
    """Two sides, and how they are matched: (word, labels) each."""

    left: object
    operator: str
    right: object
    matching: tuple = ()

    def __str__(self):
        words = "".join(
            f" {word}" + (f" ({', '.join(labels)})" if labels is not None else "")
            for word, labels in self.matching
        )
        return f"{self.left} {self.operator}{words} {self.right}"


@dataclass(frozen=True)
class Wrapped:
    """What stands in parentheses or behind a sign."""

    before: str
    of: object
    after: str = ""

    def __str__(self):
        return f"{self.before}{self.of}{self.after}"


def parse(text):
    """The tree of an expression; raises NotPromQl."""
    reader = _Reader(text)
    tree = reader.binary(0)
    if reader.kind:
        raise NotPromQl(f"unexpected {reader.token!r} in: {text}")
    return tree


class _Reader:
    def __init__(self, text):
        self.text = text
        self.tokens, at = [], 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise NotPromQl(f"unexpected {text[at]!r} in: {text}")
            if match.lastgroup:
                self.tokens.append((match.lastgroup, match.group()))
            at = match.end()
        self.tokens.append(("", "the end"))
        self.kind, self.token = self.tokens.pop(0)

    def take(self, expected=None):
        token = self.token
        if expected and token != expected:
            raise NotPromQl(f"expected {expected!r} instead of {token!r} in: {self.text}")
        if not self.kind:
            raise NotPromQl(f"unexpected end of: {self.text}")
        self.kind, self.token = self.tokens.pop(0)
        return token

    def accept(self, token):
        return self.take() if self.kind and self.token == token else None

    def binary(self, level):
        if level == len(LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.kind in ("sign", "name") and self.token in LEVELS[level]:
            operator = self.take()
            matching = self.matching()
            left = Binary(left, operator, self.binary(level + 1), matching)
        return left

    def matching(self):
        found = []
        if self.accept("bool"):
            found.append(("bool", None))
        for words in ("on", "ignoring"), ("group_left", "group_right"):
            if self.token in words:
                word = self.take()
                found.append((word, self.labels() if self.token == "(" else None))
        return tuple(found)

    def unary(self):
        if self.token in ("+", "-"):
            return Wrapped(self.take(), self.unary())
        base = self.suffixed(self.primary())
        if not self.accept("^"):
            return base
        matching = self.matching()
        return Binary(base, "^", self.unary(), matching)

    def suffixed(self, of):
        while True:
            if self.token == "[":
                suffix = ""
                while self.token != "]":
                    suffix += self.take()
                suffix += self.take()
            elif self.token == "offset":
                suffix = f" {self.take()} {self.accept('-') or ''}{self.take()}"
            elif self.token == "@":
                suffix = f" {self.take()} {self.take()}"
            else:
                return of
            of = Suffixed(of, suffix)

    def primary(self):
        if self.accept("("):
            inner = Wrapped("(", self.binary(0), ")")
            self.take(")")
            return inner
        if self.token == "{":
            return Selector("", self.matchers())
        if self.kind in ("string", "number"):
            return Constant(self.take())
        if self.kind != "name":
            raise NotPromQl(f"unexpected {self.token!r} in: {self.text}")
        name = self.take()
        if name in AGGREGATIONS and self.token in ("by", "without", "("):
            return self.aggregation(name)
        if self.token == "(":
            return Call(name, self.arguments())
        if name.lower() in ("inf", "nan"):
            return Constant(name)
        return Selector(name, self.matchers() if self.token == "{" else ())

    def aggregation(self, name):
        grouping, labels = "", ()
        if self.token != "(":
            grouping, labels = self.take(), self.labels()
        arguments = self.arguments()
        if not grouping and self.token in ("by", "without"):
            grouping, labels = self.take(), self.labels()
        return Call(name, arguments, grouping, labels)

    def arguments(self):
        return self.several("(", ")", lambda: self.binary(0))

    def labels(self):
        return self.several("(", ")", self.take)

    def matchers(self):
        return self.several("{", "}", lambda: (self.take(), self.take(), self.take()))

    def several(self, first, last, one):
        self.take(first)
        found = []
        while not self.accept(last):
            found.append(one())
            if self.token != last:
                self.take(",")
        return tuple(found)


def selectors(tree):
    """All selectors of a tree."""
    if isinstance(tree, Selector):
        return [tree]
    return [selector for child in _children(tree) for selector in selectors(child)]


def groupings(tree):
    """Labels by which something is grouped or matched, each with what it is looked for in."""
    found = []
    if isinstance(tree, Call):
        found += [(label, tree) for label in tree.labels]
    elif isinstance(tree, Binary):
        found += [(label, tree) for _, labels in tree.matching for label in labels or ()]
    return found + [each for child in _children(tree) for each in groupings(child)]


def bare(tree):
    """
    What has to return data even if nothing is wrong just now: without comparisons that only let some
    series through, each side of "or", "and" and "unless" by itself, and what must not be absent.
    """
    if isinstance(tree, Call) and tree.name == "absent":
        return bare(tree.arguments[0])
    if isinstance(tree, Call) and tree.name == "absent_over_time":
        return [Call("present_over_time", tree.arguments)]
    if isinstance(tree, Binary) and tree.operator in SETS:
        sides = [side for side in (tree.left, tree.right) if selectors(side)]
        return [each for side in sides or [tree.left] for each in bare(side)]
    if isinstance(tree, Binary) and tree.operator in COMPARISONS:
        if not any(word == "bool" for word, _ in tree.matching):
            sides = [side for side in (tree.left, tree.right) if selectors(side)]
            return [each for side in sides or [tree.left] for each in bare(side)]
    if isinstance(tree, Call):
        return [
            replace(tree, arguments=arguments)
            for arguments in itertools.product(*map(bare, tree.arguments))
        ]
    if isinstance(tree, Binary):
        return [
            replace(tree, left=left, right=right)
            for left, right in itertools.product(bare(tree.left), bare(tree.right))
        ]
    if isinstance(tree, (Wrapped, Suffixed)):
        return [replace(tree, of=of) for of in bare(tree.of)]
    return [tree]


def _children(tree):
    if isinstance(tree, Call):
        return tree.arguments
    if isinstance(tree, Binary):
        return tree.left, tree.right
    return (tree.of,) if isinstance(tree, (Wrapped, Suffixed)) else ()
