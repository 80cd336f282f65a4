"""Colours Swift: Pygments cuts it into tokens, and each becomes a span of the class that code.css colours."""

from html import escape
from itertools import groupby

from pygments.lexer import inherit
from pygments.lexers import SwiftLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Whitespace

# What a kind of token is called in code.css; of kinds within kinds the innermost counts.
CLASSES = {
    Comment: "co", Comment.Preproc: "pp", Keyword: "kw", Name.Class: "dt", Name.Decorator: "at",
    Name.Function: "fu", Number: "dv", String: "st", String.Escape: "sc", String.Interpol: "sc",
}
# Words of the language in some places only; in ours they are names.
NAMES = {"get", "left", "none", "optional", "postfix", "prefix", "required", "right", "set", "_"}


class Swift(SwiftLexer):
    """The lexer with what newer Swift has: ranges and members beside numbers, letters of all scripts."""

    tokens = {
        "root": [
            (r"[0-9][0-9_]*(?=\.\D)", Number.Integer),
            (r"(any|some|borrowing|consuming|nonisolated|package)\b(?!\()", Keyword),
            (r"[^\W\d_a-zA-Z]\w*", Name),
            (r"[^\w\s\x00-\x7f]", Operator),
            inherit,
        ],
        "string-multi": [(r'"(?!"")', String), inherit],
    }


def coloured(node):
    """A pandoc tree in which every block of Swift is HTML, for codes.lua to cut into lines."""
    if isinstance(node, list):
        return [coloured(one) for one in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "CodeBlock" and "swift" in node["c"][0][1]:
        (identifier, classes, attributes), code = node["c"]
        marked = [identifier, classes, [*attributes, ["coloured", "yes"]]]
        return node | {"c": [marked, swift(code)]}
    return {key: coloured(value) for key, value in node.items()}


def swift(code: str) -> str:
    """Swift as HTML; no span reaches over the end of a line."""
    tokens = list(Swift(stripnl=False, ensurenl=False).get_tokens(code))
    named, before = [], ""
    for (kind, text), (_, after) in zip(tokens, [*tokens[1:], (Whitespace, "")]):
        named.append((_class(kind, text, before, after), text))
        before = text if text.strip() else before
    runs = groupby(named, key=lambda one: one[0])
    return "".join(_marked(name, "".join(text for _, text in run)) for name, run in runs)


def _marked(name: str, text: str) -> str:
    lines = [escape(line, quote=False) for line in text.split("\n")]
    return "\n".join(f'<span class="{name}">{line}</span>' if name and line else line for line in lines)


def _class(kind, text: str, before: str, after: str) -> str:
    """The class of a token behind the word `before`; right behind it is `after`. Empty for none."""
    is_label = after.startswith(":") and text != "default"
    if kind in Keyword and (text in NAMES or before == "." or is_label):
        kind = Name
    if kind in Name:
        if before == "@":
            kind = Name.Decorator
        elif text[:1].isupper():
            kind = Name.Class
        elif after.startswith("("):
            kind = Name.Function
        else:
            return ""
    elif text == "@":
        kind = Name.Decorator
    while kind and kind not in CLASSES:
        kind = kind.parent
    return CLASSES.get(kind, "")
