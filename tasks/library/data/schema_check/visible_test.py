import pytest
from program import SchemaError, complete, summary, validate

ORDER = {
    "id": {"type": "int", "min": 1},
    "state": {"type": "text", "choices": ["new", "paid"], "default": "new"},
    "note": {"type": "text", "optional": True, "nullable": True, "max": 5},
    "lines": {
        "type": "list",
        "min": 1,
        "max": 2,
        "items": {
            "type": "record",
            "fields": {"price": {"type": "float", "max": 10}, "count": {"type": "int", "default": 1}},
        },
    },
}


def order(**changes):
    return {"id": 1, "state": "paid", "note": "12345", "lines": [{"price": 10}], **changes}


def test_a_record_without_problems():
    assert validate(ORDER, order()) == []
    assert validate(ORDER, order(note=None, lines=[{"price": 2.5}, {"price": -1, "count": 3}])) == []


def test_missing_fields():
    assert validate(ORDER, {}) == ["id: is missing", "lines: is missing"]


def test_none_is_for_nullable_fields():
    assert validate(ORDER, order(state=None, note=None)) == ["state: must not be None"]


@pytest.mark.parametrize("value", [True, "1", 1.0, [1]])
def test_values_of_another_type(value):
    assert validate(ORDER, order(id=value)) == ["id: must be of type int"]


def test_bounds():
    assert validate(ORDER, order(id=0, note="123456", lines=[])) == [
        "id: must be at least 1",
        "note: must have at most 5 characters",
        "lines: must have at least 1 items",
    ]


def test_choices():
    assert validate(ORDER, order(state="sent")) == ["state: must be one of 'new', 'paid'"]


def test_problems_inside():
    assert validate(ORDER, order(lines=[{"price": 11}, {"count": "x"}, 5])) == [
        "lines: must have at most 2 items",
        "lines[0].price: must be at most 10",
        "lines[1].price: is missing",
        "lines[1].count: must be of type int",
        "lines[2]: must be of type record",
    ]


def test_strict_records():
    record = order(lines=[{"price": 1, "tax": 2}], zip=5)
    assert validate(ORDER, record) == []
    assert validate(ORDER, record, strict=True) == ["lines[0].tax: is not expected", "zip: is not expected"]


def test_defaults_are_filled_in():
    record = {"zip": 5, "lines": [{"price": 1}, {"count": 2}, 7], "id": None}
    assert complete(ORDER, record) == {
        "id": None,
        "state": "new",
        "lines": [{"price": 1, "count": 1}, {"count": 2}, 7],
        "zip": 5,
    }
    assert record["lines"][0] == {"price": 1}


def test_a_schema_that_makes_no_sense():
    with pytest.raises(SchemaError, match=r"a\[\]\.b has no known type"):
        validate({"a": {"type": "list", "items": {"type": "record", "fields": {"b": {"type": "date"}}}}}, {})
    with pytest.raises(SchemaError, match="n allows nothing"):
        complete({"n": {"type": "int", "min": 3, "max": 2}}, {})
    assert validate({"n": {"type": "int", "min": 3, "max": 3}}, {"n": 3}) == []


def test_summary():
    problems = ["b: must be of type int", "a.c: is missing", "d: is missing", "e: must not be None"]
    assert summary(problems) == [("is missing", 2), ("must be of type int", 1), ("must not be None", 1)]
