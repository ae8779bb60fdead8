import pytest
from program import DefinitionError, Machine, Transition, TransitionError

ARTICLE = """
draft -submit-> review if words >= 100
draft -submit-> short
review -vote-> =
review -close-> published if votes
review -close-> draft if votes < 0

short -extend-> draft
* -drop-> dropped
"""


@pytest.fixture
def article():
    machine = Machine(ARTICLE)
    machine.values["words"] = 100
    return machine


def test_starts_with_the_first_transition(article):
    assert article.state == "draft"
    assert article.history() == ["draft"]


def test_first_transition_that_applies(article):
    assert article.send("submit") == "review"
    other = Machine(ARTICLE)
    other.values["words"] = 99
    assert other.send("submit") == "short"


def test_guards(article):
    article.send("submit")
    with pytest.raises(TransitionError, match="close cannot happen in review"):
        article.send("close")
    article.values["votes"] = 2
    assert article.send("close") == "published"


def test_guard_below():
    transition = Transition.parse("a -go-> b if level < 3")
    assert [transition.applies("a", {"level": level}) for level in (2, 3)] == [True, False]
    assert transition.applies("a", {}) is True
    assert transition.applies("b", {}) is False


def test_parts_of_a_transition():
    transition = Transition.parse("  a -go-> b if level >= -3 ")
    assert (transition.source, transition.event, transition.target) == ("a", "go", "b")
    assert (transition.name, transition.operator, transition.bound) == ("level", ">=", -3)


def test_events(article):
    assert article.events() == ["drop", "submit"]
    article.send("submit")
    assert article.events() == ["drop", "vote"]


def test_history_leaves_out_what_stayed(article):
    for event in ("submit", "vote", "vote", "drop"):
        article.send(event)
    assert article.history() == ["draft", "review", "dropped"]


def test_undo(article):
    for event in ("submit", "vote", "drop"):
        article.send(event)
    assert article.undo() == "review"
    assert article.undo(2) == "draft"
    assert article.history() == ["draft"]


def test_too_much_to_undo(article):
    article.send("submit")
    with pytest.raises(TransitionError, match="only 1 events"):
        article.undo(2)
    with pytest.raises(ValueError, match="at least 1"):
        article.undo(0)
    assert article.state == "review"


def test_reachable(article):
    assert article.reachable() == ["draft", "dropped", "published", "review", "short"]
    article.send("drop")
    assert article.reachable() == ["dropped"]


@pytest.mark.parametrize(
    "line", ["a -> b", "a -go-> *", "= -go-> b", "a -go-> b if x > 3", "a -go-> b if", "a  -go-> b"]
)
def test_broken_lines(line):
    with pytest.raises(DefinitionError, match="not a transition"):
        Machine(line)


@pytest.mark.parametrize("definition", ["", "\n \n", "* -go-> a"])
def test_where_to_start(definition):
    with pytest.raises(DefinitionError, match="where to start"):
        Machine(definition)
