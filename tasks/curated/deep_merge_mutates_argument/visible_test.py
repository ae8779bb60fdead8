from program import deep_merge, lookup, per_environment


def test_override_wins():
    assert deep_merge({"port": 80, "host": "a"}, {"port": 8080}) == {"port": 8080, "host": "a"}


def test_nested_settings_are_combined():
    base = {"db": {"host": "localhost", "port": 5432}}
    assert deep_merge(base, {"db": {"port": 6000}}) == {"db": {"host": "localhost", "port": 6000}}


def test_a_value_replaces_nested_settings():
    assert deep_merge({"log": {"level": "info"}}, {"log": False}) == {"log": False}


def test_base_stays_as_it_was():
    base = {"debug": False, "db": {"port": 5432}}
    merged = deep_merge(base, {"debug": True, "db": {"port": 1}})
    assert merged == {"debug": True, "db": {"port": 1}}
    assert base == {"debug": False, "db": {"port": 5432}}


def test_environments_are_independent():
    environments = per_environment(
        {"debug": False, "workers": 4}, {"dev": {"debug": True}, "live": {"workers": 16}}
    )
    assert environments == {
        "dev": {"debug": True, "workers": 4},
        "live": {"debug": False, "workers": 16},
    }


def test_lookup():
    assert lookup({"db": {"port": 5432}}, "db.port") == 5432


def test_lookup_of_what_is_not_there():
    assert lookup({"db": {"port": 5432}}, "db.user", "guest") == "guest"
    assert lookup({"db": 1}, "db.user.name", "guest") == "guest"
