"""Reads JSON strictly, and knows in which line each value starts."""

import json
from dataclasses import dataclass


class JSONFault(Exception):
    """What is wrong with a text, and in which line."""

    def __init__(self, line: int, problem: str):
        super().__init__(problem)
        self.line, self.problem = line, problem


@dataclass(frozen=True)
class Located:
    """A value of a JSON text; objects and lists hold located values."""

    value: "dict[str, Located] | list[Located] | str | int | float | bool | None"
    line: int


def parse(text: str) -> Located:
    """The value that the whole text is.

    Raises JSONFault for what is no JSON, and for a key that an object has twice.
    """
    reader = _Reader(text)
    value = reader.value()
    if reader.place < len(text):
        raise reader.fault("something follows the end")
    return value


class _Reader:
    """Goes through a text; `place` is always where a token starts."""

    def __init__(self, text: str):
        self.text, self.place = text, 0
        self.scalars = json.JSONDecoder(parse_constant=self._constant)
        self.skip()

    @property
    def line(self) -> int:
        return self.text.count("\n", 0, self.place) + 1

    def fault(self, problem: str) -> JSONFault:
        return JSONFault(self.line, problem)

    def _constant(self, name: str):
        raise self.fault(f"{name} is no value of JSON")

    def skip(self, count: int = 0) -> None:
        """Passes `count` characters and the space after them."""
        self.place += count
        while self.text[self.place : self.place + 1] in (" ", "\t", "\n", "\r"):
            self.place += 1

    def take(self, token: str) -> bool:
        """Passes `token` if it is the next one."""
        found = self.text.startswith(token, self.place)
        if found:
            self.skip(len(token))
        return found

    def value(self) -> Located:
        line = self.line
        if self.take("{"):
            return Located(self._fields(), line)
        if self.take("["):
            return Located(self._items(), line)
        return Located(self._scalar(), line)

    def _fields(self) -> dict[str, Located]:
        fields: dict[str, Located] = {}
        if self.take("}"):
            return fields
        while True:
            if not self.text.startswith('"', self.place):
                raise self.fault("expected a key in double quotes")
            line, key = self.line, self._scalar()
            if key in fields:
                raise JSONFault(line, f'the key "{key}" is there twice')
            if not self.take(":"):
                raise self.fault(f'expected a colon after the key "{key}"')
            fields[key] = self.value()
            if self.take("}"):
                return fields
            if not self.take(","):
                raise self.fault("expected a comma or the end of the object")

    def _items(self) -> list[Located]:
        items: list[Located] = []
        if self.take("]"):
            return items
        while True:
            items.append(self.value())
            if self.take("]"):
                return items
            if not self.take(","):
                raise self.fault("expected a comma or the end of the list")

    def _scalar(self):
        try:
            value, end = self.scalars.raw_decode(self.text, self.place)
        except json.JSONDecodeError as fault:
            self.place = min(fault.pos, len(self.text))
            raise self.fault(fault.msg[:1].lower() + fault.msg[1:]) from None
        self.skip(end - self.place)
        return value
