import pytest
from program import Form, FormError


@pytest.fixture
def form():
    form = Form()
    form.field("name", "required|min:2|max:5")
    form.field("age", "int|min:18|max:99", label="Your age")
    form.field("mail", "email")
    return form


def test_right_values(form):
    values = {"name": " Ann ", "age": "18", "mail": "a@b.org", "extra": "x"}
    assert form.validate(values) == {}
    assert form.clean(values) == {"name": "Ann", "age": 18, "mail": "a@b.org"}


def test_what_is_required(form):
    assert form.validate({}) == {"name": ["name is required"]}
    assert form.clean({"name": "  "}) == {"age": None, "mail": None}


def test_lengths_of_texts(form):
    assert form.validate({"name": "A"}) == {"name": ["name needs at least 2 characters"]}
    assert form.validate({"name": "Ab"}) == {}
    assert form.validate({"name": "Abcdef"}) == {"name": ["name may have at most 5 characters"]}


@pytest.mark.parametrize(
    ("age", "message"),
    [("17", "must be at least 18"), ("100", "must be at most 99"), ("1.5", "must be a whole number")],
)
def test_numbers(form, age, message):
    assert form.validate({"name": "Ann", "age": age}) == {"age": [f"Your age {message}"]}


@pytest.mark.parametrize("mail", ["a", "@b.org", "a@b", "a@b..org", "a b@c.org", "a@b@c.org"])
def test_no_email_addresses(form, mail):
    assert form.validate({"name": "Ann", "mail": mail}) == {"mail": ["mail must be an email address"]}


def test_yes_and_no():
    form = Form().field("news", "bool")
    assert form.clean({"news": "ON"}) == {"news": True}
    assert form.clean({"news": "no"}) == {"news": False}
    assert form.validate({"news": "maybe"}) == {"news": ["news must be yes or no"]}


def test_one_of_several():
    form = Form().field("size", "in: S, M,L")
    assert form.validate({"size": "M"}) == {}
    assert form.validate({"size": "XL"}) == {"size": ["size must be one of S, M, L"]}


def test_the_same_again():
    form = Form().field("code", "", label="Code").field("again", "same:code").field("third", "same:old_code")
    assert form.validate({"code": "1 ", "again": " 1"}) == {}
    assert form.validate({"code": "1", "again": "2", "third": "3"}) == {
        "again": ["again must be the same as Code"],
        "third": ["third must be the same as old code"],
    }


def test_required_with_another():
    form = Form().field("zip_code", "required_with:city|max:5")
    assert form.validate({"city": "Bern"}) == {"zip_code": ["zip code is required"]}
    assert form.validate({"city": " "}) == {}
    assert form.validate({"city": "Bern", "zip_code": "3000"}) == {}


def test_all_errors_of_a_field_are_listed():
    form = Form().field("mail", "email|max:3|in:x")
    assert form.validate({"mail": "abcd"}) == {
        "mail": [
            "mail must be an email address",
            "mail may have at most 3 characters",
            "mail must be one of x",
        ]
    }


@pytest.mark.parametrize(
    "rules", ["unknown", "min", "min:", "required:1", "min:x", "int|bool", "bool|min:1", "max:9|bool"]
)
def test_rules_that_make_no_sense(rules):
    with pytest.raises(FormError):
        Form().field("x", rules)


def test_a_field_comes_once(form):
    with pytest.raises(FormError, match="name"):
        form.field("name", "")
