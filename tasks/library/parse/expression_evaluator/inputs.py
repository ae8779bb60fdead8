"""Expressions of small numbers, and calculators that know some names."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _calculator(*steps: Step) -> Case:
    return [keep("calculator", call("Calculator")), *steps]


def _values(*texts: str) -> Case:
    return _calculator(*(_evaluate(text) for text in texts))


def _evaluate(text: str) -> Step:
    return call("calculator.evaluate", text)


def _define(name: str, parameters: list[str], text: str) -> Step:
    return call("calculator.define", name, parameters, text)


EDGES: list[Case] = [
    _values("", " ", "0", " 007 ", "1.50", ".5", "1."),
    _values("1+2", "1 - 2 - 3", "8/4/2", "2*3%4", "-3%5", "3 % -5", "-1.5 % 1", "1/3"),
    _values("-2**2", "2**-2", "2**3**2", "2**-1**2", "(-2)**3", "0**0", "0**-1", "--1", "- -1", "2--1"),
    _values("2**16", "2**-16", "2**17", "2**-17", "4**(1/2)", "2**(4/2)"),
    _values("1<2", "2<=2", "2>2", "3==3", "1<2<3", "(1<2)<3", "1<", "1 < = 2", "1 >= 2", "1+1==2*1"),
    _values("abs(-1/2)", "floor(-0.5)", "floor(2)", "max(1)", "max(3,1,2)", "max()", "abs()", "abs(1,2)"),
    _values("if(0,1,2)", "if(-1,1,2)", "if(1,2)", "if(1,2,1/0)", "if(1<2, max(1,5), x)", "abs"),
    _values("(1", "1)", "()", "1 2", "2(3)", "f(1)", "abs(1,)", "abs(,1)", "abs(1", "a.b", "+1", "1 ++ 2"),
    _calculator(call("calculator.assign", "x", "1/3"), _evaluate("x*3"), _evaluate("X"), _evaluate("xx")),
    _calculator(call("calculator.assign", "x", "x"), call("calculator.assign", "1x", "1"), _evaluate("x")),
    _calculator(call("calculator.assign", "abs", "2"), _evaluate("abs(abs - 4)"), _define("abs", [], "1")),
    _calculator(
        _define("f", ["x", "x"], "x"), _define("", [], "1"), _define("f", ["a b"], "1"), _evaluate("f()")
    ),
    _calculator(
        _define("f", [], "f()"),
        _evaluate("f()"),
        _evaluate("f(1)"),
        _define("f", ["n"], "n"),
        _evaluate("f(1)"),
    ),
    _calculator(
        call("calculator.assign", "x", "5"),
        _define("f", ["x"], "x + y"),
        _evaluate("f(1)"),
        call("calculator.assign", "y", "x*2"),
        _evaluate("f(f(1)) + x"),
    ),
    _calculator(
        _define("f0", [], "1"),
        *(_define(f"f{n}", [], f"f{n - 1}()") for n in range(1, 13)),
        _evaluate("f11()"),
        _evaluate("f12()"),
    ),
]

MISTAKES = [
    "",
    "1 +",
    "(x",
    "x y",
    "nope + 1",
    "g(1)",
    "f()",
    "f(1, 2, 3)",
    "1 < 2 <",
    "x $ 2",
    "max()",
    "2 ** 20",
]


def draw(random: Random) -> Case:
    """Return a calculator that is taught some names, and some expressions with them."""
    steps: list[Step] = []
    if random.random() < 0.7:
        steps.append(call("calculator.assign", "x", _expression(random, 1, "")))
        steps.append(call("calculator.assign", "y", random.choice(["2", "1/4", "-3", "0"])))
        parameters = random.choice([["x"], ["a"], ["a", "b"], ["a", "x"]])
        steps.append(_define("f", parameters, _expression(random, 2, "xy" + "".join(parameters))))
        for _ in range(random.randint(1, 3)):
            arguments = ", ".join(_expression(random, 1, "xy") for _ in parameters)
            more = random.choice(["", " + x", " * 2", " - y", " % 3", f" == f({arguments})"])
            steps.append(_evaluate(f"f({arguments}){more}"))
    else:
        steps += [_evaluate(_expression(random, 3, "")) for _ in range(random.randint(1, 3))]
    if random.random() < 0.3:
        steps.append(_evaluate(random.choice(MISTAKES)))
    return _calculator(*steps)


def _expression(random: Random, depth: int, names: str) -> str:
    kind = random.random()
    if depth == 0 or kind < 0.1:
        return random.choice(["0", "1", "2", "3", "7", "10", "0.5", "2.25", *names, *names])
    left, right = (_expression(random, depth - 1, names) for _ in range(2))
    if kind < 0.55:
        return f"{left} {random.choice(['+', '-', '-', '*', '/', '%'])} {right}"
    if kind < 0.62:
        return f"{left} ** {random.choice(['2', '3', '-1', '-2', '2 ** 2', '0', '0.5'])}"
    if kind < 0.7:
        return "-" + left
    if kind < 0.8:
        return f"({left} {random.choice(['<', '<=', '>', '=='])} {right})"
    if kind < 0.9:
        return f"({left} {random.choice('+-')} {right})"
    return random.choice(
        [f"max({left}, {right}, 1)", f"abs({left})", f"floor({left})", f"if({left}, {right}, 5)"]
    )
