import pytest
from program import AssemblyError, Machine, MachineError, assemble


def assembled(source):
    return [(instruction.name, instruction.operand, instruction.line) for instruction in assemble(source)]


def machine(source, depth=16):
    return Machine(assemble(source.replace("/", "\n")), depth)


def run(source):
    return machine(source).run()


def test_assembles_names():
    source = "; start\n.set ten 10\nloop: push ten ; twice\n\nagain:\n  jumpz end\n jump loop\nend:"
    assert assembled(source) == [("push", 10, 3), ("jumpz", 3, 6), ("jump", 0, 7)]
    assert assembled(".set a -3\n.set b a\na1: b1: load b\nret") == [("load", -3, 3), ("ret", None, 4)]


@pytest.mark.parametrize(
    "line",
    [
        "push",
        "add 1",
        "fly",
        "push x",
        "a:",
        "1a: ret",
        ".set b",
        ".set b c",
        ".set a 2",
        "push --1",
        ": ret",
    ],
)
def test_wrong_lines(line):
    with pytest.raises(AssemblyError, match="line 3:"):
        assemble(f"a: ret\n; x\n{line}")


def test_arithmetic():
    assert run("push 7/push 2/sub/out") == [5]
    assert run("push 3/push -4/mul/push 1/add/out") == [-11]
    assert run("push -7/push 2/div/out/out") == [1, -4]
    assert run("push 1/push 2/less/out/push 2/push 2/less/out") == [1, 0]


def test_numbers_have_32_bits():
    assert run("push 2147483647/dup/out/push 1/add/out") == [2147483647, -2147483648]
    assert run("push 65536/dup/mul/out") == [0]


def test_stack():
    assert run("push 1/push 2/swap/out/dup/add/out") == [1, 4]
    assert run("push 1/push 2/drop/out") == [1]


def test_memory():
    assert run("load 5/out/push 8/store 5/load 5/out") == [0, 8]


def test_loop():
    assert run("push 3/again: dup/out/push 1/sub/dup/jumpz end/jump again/end: out") == [3, 2, 1, 0]


def test_calls():
    assert run("call f/call f/halt/f: push 1/out/ret") == [1, 1]
    assert run("push 4/out/ret/push 5/out") == [4]


def test_step_by_step():
    stepped = machine("jump 2/halt/push 6")
    assert [stepped.step(), stepped.address, stepped.halted] == [True, 2, False]
    assert [stepped.step(), stepped.stack, stepped.halted] == [True, [6], True]
    assert stepped.step() is False


def test_limit():
    endless = machine("a: jump a")
    with pytest.raises(MachineError, match="not done after 500 steps"):
        endless.run()
    assert machine("push 1/out").run(limit=2) == [1]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("push 1/add", "at 1: the stack is empty"),
        ("push 1/push 1/push 1/push 1", "at 3: the stack is full"),
        ("push 1/push 0/div", "at 2: division by zero"),
        ("f: call f", "at 0: calls are too deep"),
        ("jump 7", "at 7: there is no instruction"),
        ("jump -1", "at -1: there is no instruction"),
    ],
)
def test_what_cannot_be_done(source, message):
    with pytest.raises(MachineError, match=message):
        machine(source, depth=3).run()


def test_a_failed_instruction_leaves_its_address():
    stuck = machine("push 1/add")
    with pytest.raises(MachineError, match="at 1"):
        stuck.run()
    assert (stuck.address, stuck.stack, stuck.halted) == (1, [1], False)
