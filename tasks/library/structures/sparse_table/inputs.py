"""Small sheets, their ranges and shifts, and addresses around Z and AA."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _sheet(cells: str, *steps: Step) -> Case:
    filled = [call("sheet.set", address, number) for number, address in enumerate(cells.split())]
    return [keep("sheet", call("Sheet")), *filled, *steps, call("sheet.cells"), call("sheet.bounds")]


def _ask(area: str) -> list[Step]:
    return [call("sheet.total", area), call("sheet.count", area), call("sheet.largest", area)]


EDGES: list[Case] = [
    [call("parse_address", address) for address in ("Z1", "AA1", "az10", "ZZ2", "AAA1")],
    [call("parse_address", address) for address in ("", "A", "1", "A0", "A01", " A1", "A1:B2", "Ä1")],
    [call("format_address", column, 3) for column in (1, 26, 27, 52, 53, 702, 703)],
    [call("format_address", 0, 1), call("format_address", 1, 0), call("format_address", -1, -1)],
    _sheet("", *_ask("A1:B2"), call("sheet.find", 0), call("sheet.insert_rows", 1)),
    _sheet("A1", call("sheet.get", "a1"), call("sheet.set", "A1", None), call("sheet.set", "A1", None)),
    _sheet("B2 C3 D4", *_ask("C3"), *_ask("B3:D4"), *_ask("D2:C4")),
    _sheet("B2 C3 D4", *_ask("A1:B2:C3"), *_ask("A1:"), *_ask(":"), *_ask("x:y")),
    _sheet("A10 B9 AA9 C10 B10"),
    _sheet("B2", call("sheet.fill", "C3:B2", 4), call("sheet.fill", "C1:C2", None), call("sheet.find", 4)),
    _sheet(
        "A1 A2 A3", call("sheet.insert_rows", 2), call("sheet.insert_rows", 5), call("sheet.insert_rows", 0)
    ),
    _sheet("A1 A2 A3", call("sheet.insert_rows", 1, 0), call("sheet.insert_rows", 1, 3)),
    _sheet("A1 A2 A3 A4", call("sheet.delete_rows", 2, 2), call("sheet.delete_rows", 0)),
    _sheet("A1 A2 A3", call("sheet.delete_rows", 3), call("sheet.delete_rows", 1, -1)),
    _sheet("A1 A2 A3", call("sheet.delete_rows", 1, 9), *_ask("A1:Z9")),
    _sheet("A1", call("sheet.get", "?"), call("sheet.set", "A", 1), call("sheet.fill", "A1:B", 1)),
]


def draw(random: Random) -> Case:
    """Return a sheet of some cells, changes and questions, or now and then addresses alone."""

    def address() -> str:
        if random.random() < 0.03:
            return random.choice(["A0", "5", "B", "C-1"])
        return random.choice(["A", "B", "C", "D", "b", "Z", "AA"]) + str(random.randint(1, 5))

    if random.random() < 0.15:
        column = random.choice([random.randint(1, 60), 26 * random.randint(1, 30), random.randint(600, 800)])
        row = random.randint(0, 20)
        return [call("format_address", column, row), call("parse_address", address()[0] + address())]
    cells = " ".join(address() for _ in range(random.randint(2, 6)))
    steps: list[Step] = []
    for _ in range(random.randint(1, 3)):
        kind = random.choice(["fill", "insert_rows", "delete_rows", "set"])
        if kind == "fill":
            row, height = random.randint(1, 4), random.randint(0, 2)
            area = random.choice([f"A{row}:B{row + height}", f"C{row + height}:B{row}", f"D{row}"])
            steps.append(call("sheet.fill", area, random.choice([None, None, 3, 9])))
        elif kind == "set":
            steps.append(
                call("sheet.set", random.choice([*cells.split(), address()]), random.choice([None, 7]))
            )
        else:
            steps.append(
                call(f"sheet.{kind}", random.randint(1, 5), *random.choice([[], [1], [2], [3], [0]]))
            )
    for _ in range(random.randint(1, 3)):
        kind = random.choice(["total", "count", "largest", "get", "find"])
        if kind == "find":
            steps.append(call("sheet.find", random.randint(0, 4)))
        elif kind == "get":
            steps.append(call("sheet.get", address()))
        else:
            steps.append(call(f"sheet.{kind}", f"{address()}:{address()}"))
    return _sheet(cells, *steps)
