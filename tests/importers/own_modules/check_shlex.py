import shlex

import pytest


def test_quotes_keep_words_together():
    assert shlex.split("copy 'my file' there") == ["copy", "my file", "there"]


def test_a_quote_without_end_is_refused():
    with pytest.raises(ValueError, match="No closing quotation"):
        shlex.split("'open")


def test_quoting_and_splitting():
    assert shlex.split(shlex.join(["it's", "a b"])) == ["it's", "a b"]
