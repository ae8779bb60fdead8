import pytest
from program import VersionError, VersionRange

VERSIONS = ["0.1.0", "0.2.5", "1.0.0", "1.2.0", "1.2.3", "1.3.0", "1.10.0", "2.0.0", "2.1.0"]


def allowed(text, versions=VERSIONS):
    found = VersionRange(text)
    return [version for version in versions if found.allows(version)]


def plain(text):
    return VersionRange(text).plain


def test_limits():
    assert allowed(">=1.2.0 <1.10.0") == ["1.2.0", "1.2.3", "1.3.0"]
    assert allowed(">1.2.0, <= 1.3.0") == ["1.2.3", "1.3.0"]
    assert allowed("=1.2.3") == ["1.2.3"]
    assert allowed("") == VERSIONS


def test_partial_versions():
    assert plain("1.2") == [[">=1.2.0", "<1.3.0"]]
    assert plain("=1.x <=v1.2 >1.2 >1") == [[">=1.0.0", "<2.0.0", "<1.3.0", ">=1.3.0", ">=2.0.0"]]
    assert plain(">=1.2 <2 <=1.2.3 >1.2.3") == [[">=1.2.0", "<2.0.0", "<=1.2.3", ">1.2.3"]]
    assert plain("* || >=x || 1.*.3") == [[], [], [">=1.0.0", "<2.0.0"]]


def test_tilde():
    assert plain("~1.2.3 ~1.2 ~1") == [[">=1.2.3", "<1.3.0", ">=1.2.0", "<1.3.0", ">=1.0.0", "<2.0.0"]]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("^1.2.3", ">=1.2.3", "<2.0.0"),
        ("^0.2.5", ">=0.2.5", "<0.3.0"),
        ("^0.0.3", ">=0.0.3", "<0.0.4"),
        ("^0.0", ">=0.0.0", "<0.1.0"),
        ("^0", ">=0.0.0", "<1.0.0"),
        ("^1", ">=1.0.0", "<2.0.0"),
    ],
)
def test_caret(text, low, high):
    assert plain(text) == [[low, high]]


def test_hyphens_and_alternatives():
    assert plain("1.2 - 1.5.0 || 2.1") == [[">=1.2.0", "<=1.5.0"], [">=2.1.0", "<2.2.0"]]
    assert allowed("0.x || 1.2 - 1.3") == ["0.1.0", "0.2.5", "1.2.0", "1.2.3", "1.3.0"]


def test_prereleases_are_in_order():
    versions = ["1.0.0-2", "1.0.0-10", "1.0.0-a", "1.0.0-a.1", "1.0.0-b", "1.0.0"]
    for index, version in enumerate(versions):
        assert allowed(f">={version} <=1.0.0", versions) == (versions[index:] if index < 5 else ["1.0.0"])


def test_prereleases_must_be_named():
    versions = ["1.1.0-rc", "1.2.0-beta", "1.2.0-rc", "1.3.0-rc", "1.3.0"]
    assert plain("^1.2.0-c.1") == [[">=1.2.0-c.1", "<2.0.0"]]
    assert allowed("^1.2.0-c", versions) == ["1.2.0-rc", "1.3.0"]
    assert allowed(">=1.1.0 || 1.2.0-beta+b7", versions) == ["1.2.0-beta", "1.3.0"]


def test_latest():
    assert VersionRange("^1").latest(VERSIONS) == "1.10.0"
    assert VersionRange("1").latest([" v1.2.0", "1.2.0+b", "1.1.9"]) == " v1.2.0"
    assert VersionRange("3").latest(VERSIONS) is None


@pytest.mark.parametrize(
    "text", ["a", "1.2.3.4", ">", "^*", "<x", "1.2-a", ">>1", "1 - ", "1 ,, 2", "1.2.3-", "1|2"]
)
def test_no_constraint(text):
    with pytest.raises(VersionError):
        VersionRange(text)


@pytest.mark.parametrize("text", ["1.2", "x", "", "1.2.3.4", "1.2.3-a..b"])
def test_no_version(text):
    with pytest.raises(VersionError, match="is no version"):
        VersionRange("").allows(text)
