"""What the safetensors library makes of odd headers; writes weights/headers.json beside this file."""

import json
import pathlib
import struct

import safetensors

folder = pathlib.Path(__file__).parent / "weights"
folder.mkdir(exist_ok=True)

PLACE = '"dtype":"F32","shape":[1],"data_offsets":[0,4]'
TENSOR = "{" + PLACE + "}"


def tensor(dtype='"F32"', shape="[1]", offsets="[0,4]"):
    return '{"a":{"dtype":%s,"shape":%s,"data_offsets":%s}}' % (dtype, shape, offsets)


def extra(value):
    return '{"a":{' + PLACE + ',"x":' + value + "}}"


ONE = '{"a":' + TENSOR + "}"
HEADERS = {
    "plain": (ONE, 4),
    "spaces behind": (ONE + "   ", 4),
    "white space behind": (ONE + "\n\t\r ", 4),
    "a space before": (" " + ONE, 4),
    "mark of byte order": (b"\xef\xbb\xbf" + ONE.encode(), 4),
    "UTF-16 with a mark": (ONE.encode("utf-16"), 4),
    "UTF-16": (ONE.encode("utf-16-le"), 4),
    "bytes that are not UTF-8": (b'{"a\xff":' + TENSOR.encode() + b"}", 4),
    "overlong UTF-8": (b'{"a\xc0\xaf":' + TENSOR.encode() + b"}", 4),
    "comma behind the last member": ('{"a":' + TENSOR + ",}", 4),
    "comma behind the last number": (tensor(shape="[1,]"), 4),
    "something behind": (ONE + " x", 4),
    "a second object": (ONE + "{}", 4),
    "a zero byte behind": (ONE + "\0", 4),
    "nothing": ("", 0),
    "spaces alone": ("   ", 0),
    "null": ("null", 0),
    "a number": ("5", 0),
    "a list": ("[]", 0),
    "no tensor": ("{}", 0),
    "no colon": ('{"a" ' + TENSOR + "}", 4),
    "a comment": ('{"a":' + TENSOR + "/*x*/}", 4),
    "single quotes": ("{'a':" + TENSOR + "}", 4),
    "vertical tab": ('{"a":\x0b' + TENSOR + "}", 4),
    "space that does not break": ('{"a":\u00a0' + TENSOR + "}", 4),
    "name twice": ('{"a":' + TENSOR + ',"a":' + TENSOR + "}", 4),
    "name twice, once escaped": ('{"a":' + TENSOR + ',"\\u0061":' + TENSOR + "}", 4),
    "dtype twice": ('{"a":{"dtype":"F32",' + PLACE + "}}", 4),
    "unknown field twice": ('{"a":{"x":1,"x":2,' + PLACE + "}}", 4),
    "metadata twice": ('{"__metadata__":{},"__metadata__":{},"a":' + TENSOR + "}", 4),
    "text twice": ('{"__metadata__":{"x":"1","x":"2"},"a":' + TENSOR + "}", 4),
    "two names that look alike": (
        '{"\u00e9":' + TENSOR + ',"e\u0301":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8),
    "texts": ('{"__metadata__":{"x":"1","y":""},"a":' + TENSOR + "}", 4),
    "metadata null": ('{"__metadata__":null,"a":' + TENSOR + "}", 4),
    "metadata with a number": ('{"__metadata__":{"x":1},"a":' + TENSOR + "}", 4),
    "metadata with null": ('{"__metadata__":{"x":null},"a":' + TENSOR + "}", 4),
    "metadata with an object": ('{"__metadata__":{"x":{}},"a":' + TENSOR + "}", 4),
    "metadata a text": ('{"__metadata__":"x","a":' + TENSOR + "}", 4),
    "metadata a list": ('{"__metadata__":[],"a":' + TENSOR + "}", 4),
    "metadata a tensor": ('{"__metadata__":' + TENSOR + "}", 4),
    "unknown fields": ('{"a":{"x":{"y":[1,null,true,-2.5e3,"s"]},' + PLACE + "}}", 4),
    "unknown not a number": (extra("NaN"), 4),
    "unknown infinity": (extra("-Infinity"), 4),
    "unknown True": (extra("True"), 4),
    "unknown 01": (extra("01"), 4),
    "unknown .5": (extra(".5"), 4),
    "unknown 5.": (extra("5."), 4),
    "unknown 1e": (extra("1e"), 4),
    "unknown -": (extra("-"), 4),
    "unknown beyond all numbers": (extra("1e999"), 4),
    "unknown, 125 deep": (extra("[" * 125 + "]" * 125), 4),
    "unknown, 126 deep": (extra("[" * 126 + "]" * 126), 4),
    "missing field": ('{"a":{"dtype":"F32","shape":[1]}}', 4),
    "tensor null": ('{"a":null}', 4),
    "tensor a text": ('{"a":"x"}', 4),
    "tensor a list": ('{"a":["F32",[1],[0,4]]}', 4),
    "dtype an object": (tensor(dtype='{"F32":null}'), 4),
    "dtype null": (tensor(dtype="null"), 4),
    "dtype a number": (tensor(dtype="1"), 4),
    "dtype in small letters": (tensor(dtype='"f32"'), 4),
    "shape null": (tensor(shape="null"), 4),
    "shape a number": (tensor(shape="1"), 4),
    "shape of a fraction": (tensor(shape="[1.0]"), 4),
    "shape with an exponent": (tensor(shape="[1e0]"), 4),
    "shape with a leading zero": (tensor(shape="[01]"), 4),
    "shape with a plus": (tensor(shape="[+1]"), 4),
    "shape below zero": (tensor(shape="[-1]"), 4),
    "shape of a text": (tensor(shape='["1"]'), 4),
    "shape of a truth value": (tensor(shape="[true]"), 4),
    "shape beyond 64 bits": (tensor(shape="[18446744073709551616]"), 4),
    "shape of a single number": (tensor(shape="[]"), 4),
    "empty and long": (tensor(shape="[4611686018427387904,0]", offsets="[0,0]"), 0),
    "empty, overflowing": (tensor(shape="[9223372036854775807,4,0]", offsets="[0,0]"), 0),
    "offset of minus zero": (tensor(offsets="[-0,4]"), 4),
    "three offsets": (tensor(offsets="[0,4,8]"), 4),
    "one offset": (tensor(offsets="[0]"), 4),
    "offsets turned round": (tensor(offsets="[4,0]"), 4),
    "a hole before": (tensor(offsets="[4,8]"), 8),
    "bytes left over": (ONE, 8),
    "an empty tensor at the end": ('{"z":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},"a":' + TENSOR + "}", 4),
    "an empty tensor at the start": ('{"z":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":' + TENSOR + "}", 4),
    "escapes": ('{"\\n\\u0041\\/\\b\\"\\\\":' + TENSOR + "}", 4),
    "escaped zero": ('{"\\u0000":' + TENSOR + "}", 4),
    "empty name": ('{"":' + TENSOR + "}", 4),
    "pair of surrogates": ('{"\\ud83d\\ude00":' + TENSOR + "}", 4),
    "first half of a pair": ('{"\\ud83d":' + TENSOR + "}", 4),
    "second half of a pair": ('{"\\ude00":' + TENSOR + "}", 4),
    "half a pair and a letter": ('{"\\ud83d\\u0041":' + TENSOR + "}", 4),
    "unknown escape": ('{"\\x41":' + TENSOR + "}", 4),
    "short escape": ('{"\\u00e":' + TENSOR + "}", 4),
    "line end in a text": ('{"a\n":' + TENSOR + "}", 4),
    "tab in a text": ('{"a\t":' + TENSOR + "}", 4),
    "delete in a text": ('{"a\x7f":' + TENSOR + "}", 4),
}


def read(header, data):
    """The names and shapes that the library finds, or null if it refuses the file."""
    try:
        found = safetensors.deserialize(struct.pack("<Q", len(header)) + header + bytes(data))
    except safetensors.SafetensorError:
        return None
    return [{"name": name, "shape": tensor["shape"]} for name, tensor in sorted(found)]


def main():
    cases = []
    for name, (header, data) in HEADERS.items():
        header = header.encode() if isinstance(header, str) else header
        cases.append({"name": name, "header": header.hex(), "data": data, "tensors": read(header, data)})
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    (folder / "headers.json").write_text("[\n" + lines + "\n]\n", encoding="utf-8")


main()
