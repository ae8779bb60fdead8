import pytest
from program import Template, TemplateError


def render(text, **values):
    return Template(text).render(values)


def test_placeholders():
    assert render("Hi {{ name }}, {{n}} new{{x}}.", name="Ada", n=3, x=None) == "Hi Ada, 3 new."


def test_dotted_names():
    assert render("{{user.address.city}}", user={"address": {"city": "Oslo"}}) == "Oslo"


@pytest.mark.parametrize("name", ["b", "a.c", "a.b.c"])
def test_absent_values(name):
    with pytest.raises(TemplateError, match="no value for"):
        render("{{" + name + "}}", a={"b": "text"})


def test_sections_repeat_for_lists():
    items = [{"name": "nut", "n": 2}, {"name": "bolt"}]
    assert render("{{#items}}{{name}} x{{n}} {{/items}}", items=items, n=1) == "nut x2 bolt x1 "
    assert render("{{#tags}}<{{.}}>{{/tags}}", tags=["a", "b"]) == "<a><b>"


def test_sections_of_dictionaries_and_flags():
    assert render("{{#user}}{{name}}{{/user}}", user={"name": "Bo"}) == "Bo"
    assert render("{{#on}}yes{{/on}}{{# off }}no{{/off}}", on=True, off=0) == "yes"


def test_inverted_sections():
    assert render("{{^items}}none{{/items}}{{^n}}no n{{/n}}", items=[], n=1) == "none"
    assert render("{{^absent}}{{x}}{{/absent}}!", x=5) == "5!"


def test_case_filters_and_truncate():
    assert render("{{a|upper}} {{b | lower}}", a="ab", b="CD") == "AB cd"
    assert render("{{a|truncate:4}} {{b|truncate:4|upper}}", a="abcd", b="abcde") == "abcd ABC~"


def test_join():
    assert render("{{a|join}} {{a|join: / }}", a=[1, None, "x"]) == "1, , x 1//x"
    with pytest.raises(TemplateError, match="joined"):
        render("{{a|join}}", a="xyz")


def test_default():
    assert render("{{a|default:none}} {{b|default: no|upper}} {{c|default:x}}", b="", c=0) == "none NO 0"
    with pytest.raises(TemplateError, match="no value for a"):
        render("{{a|upper|default:x}}")


@pytest.mark.parametrize(
    "text", ["{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a..b}}", "{{}}", "{{a|shout}}"]
)
def test_broken_templates(text):
    with pytest.raises(TemplateError):
        Template(text)


def test_truncate_needs_a_length():
    assert render("{{a|truncate:1}}", a="ab") == "~"
    with pytest.raises(TemplateError, match="length"):
        render("{{a|truncate:0}}", a="ab")
