"""Elementary functions to 60 digits by mpmath; writes numerics/elementary.json beside this file."""

import json
import pathlib
import random

from mpmath import mp, mpf

folder = pathlib.Path(__file__).parent / "numerics"
folder.mkdir(exist_ok=True)
mp.dps = 60
random.seed(31)

FUNCTIONS = {
    "exp": (mp.exp, [(-700, 700), (-1, 1)]),
    "log": (mp.log, [(1e-3, 1e3), (0.9, 1.1)]),
    "sin": (mp.sin, [(-100, 100), (-1, 1), (1e15, 1e22)]),
    "cos": (mp.cos, [(-100, 100), (-1, 1), (1e15, 1e22)]),
    "tanh": (mp.tanh, [(-20, 20), (-0.1, 0.1)]),
    "cbrt": (mp.cbrt, [(0, 10), (0, 1e300)]),
}
POWERS = [((0, 10), (-300, 300)), ((0.99, 1.01), (-7e4, 7e4)), ((0, 1), (-3, 3))]

# the arguments with the largest errors among some millions that were drawn at random
WORST = {
    "exp": [(-0.3377815840059557,)],
    "log": [(1.4114583993916043,)],
    "sin": [(-0.82658771058372,)],
    "cos": [(-3.8719819252774323,)],
    "tanh": [(-0.003891435106986668,)],
    "cbrt": [(1.750411458334424,)],
    "pow": [
        (0.15484234145294995, -0.9536203893599184), (5.134465354972005, 221.4065452452196),
        (1.0035281300581258, 36116.14369678126), (1.4122980496896462, -1867.4006286001872),
        (0.7105503057260641, -1963.2863764030976), (1.414211667664578, -2002.2674331858966),
        (0.7071342676519331, 1901.1355121926847),
    ],
}


def ulp(value):
    """The distance of `value`, a normal number, to the next one away from zero."""
    mantissa, exponent = mp.frexp(abs(mpf(value)))
    return mpf(2) ** (exponent - 53)


def exact(name, function, arguments):
    truth = function(*map(mpf, arguments))
    value = float(truth)
    return {
        "function": name,
        "arguments": list(arguments),
        "value": value,
        "rest": round(float((truth - mpf(value)) / ulp(value)), 6),
    }


def main():
    cases = []
    for name, (function, ranges) in FUNCTIONS.items():
        drawn = [(random.uniform(*bounds),) for bounds in ranges for _ in range(25)]
        cases += [exact(name, function, arguments) for arguments in WORST[name] + drawn]
    drawn = [(random.uniform(*x), random.uniform(*y)) for x, y in POWERS for _ in range(25)]
    for arguments in WORST["pow"] + drawn:
        if 1e-307 < mp.power(*map(mpf, arguments)) < 1e308:
            cases.append(exact("pow", mp.power, arguments))
    lines = ",\n".join(json.dumps(case) for case in cases)
    (folder / "elementary.json").write_text("[\n" + lines + "\n]\n")


main()
