"""Short words of few letters, so that many are the beginnings of others."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _trie(words: str, *steps: Step) -> Case:
    inserted = [call("trie.insert", word) for word in words.split()]
    return [
        keep("trie", call("PrefixTrie")),
        *inserted,
        *steps,
        call("trie.words"),
        read("len(trie)"),
        read("trie.nodes"),
    ]


EDGES: list[Case] = [
    _trie("", call("trie.complete", ""), call("trie.extend", ""), call("trie.longest_prefix", "")),
    _trie("", call("trie.insert", ""), call("trie.insert", "a", 0), call("trie.insert", "a", -1)),
    _trie("a", call("trie.insert", "a", 2), call("trie.delete", "a"), call("trie.delete", "a")),
    _trie("ab", call("trie.delete", "a"), call("trie.delete", "abc"), call("trie.delete", "")),
    _trie("a ab abc", call("trie.delete", "ab"), call("trie.delete", "abc")),
    _trie("a ab abc", call("trie.delete", "abc"), call("trie.extend", "a"), call("trie.extend", "")),
    _trie("abc abd", call("trie.extend", ""), call("trie.extend", "abc"), call("trie.extend", "b")),
    _trie("abc", call("trie.longest_prefix", "abcd"), call("trie.longest_prefix", "ab")),
    _trie("a abc", call("trie.longest_prefix", "abd"), call("trie.longest_prefix", "b")),
    _trie("b a c a", call("trie.complete", ""), call("trie.complete", "", 1), call("trie.complete", "", -1)),
    _trie("bb ba b", call("trie.complete", "b", 9), call("trie.count", "b"), call("trie.count", "bbb")),
    _trie("ab", call("trie.weight", "a"), call("trie.weight", "abc"), call("trie.weight", "")),
    _trie("B a b", call("trie.words", "B"), call("trie.complete", "b"), call("trie.count", "")),
]


def draw(random: Random) -> Case:
    """Return a trie of some words, changes and questions."""

    def text(longest: int = 4) -> str:
        return "".join(random.choices("aab", k=random.randint(1, longest)))

    steps: list[Step] = []
    for _ in range(random.randint(3, 7)):
        if random.random() < 0.05:
            steps.append(call("trie.insert", text(), 0))
        else:
            steps.append(call("trie.insert", text(), random.randint(1, 4)))
    for _ in range(random.randint(1, 3)):
        steps.append(call("trie.delete", text()))
    for _ in range(random.randint(2, 4)):
        question = random.choice(
            ["weight", "words", "count", "complete", "complete", "longest_prefix", "extend"]
        )
        if question == "complete":
            steps.append(call("trie.complete", text(2), random.randint(0, 3)))
        else:
            steps.append(call(f"trie.{question}", text(2 if question in ("words", "extend") else 5)))
    return _trie(text() + " " + text(), *steps)
