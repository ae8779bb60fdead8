"""Huffman codes: short codes for frequent symbols, without a table of codes to send along."""

import heapq
from collections import Counter
from collections.abc import Mapping


class HuffmanError(ValueError):
    """Lengths, bits or symbols that do not fit together."""


def weigh(text: str) -> dict[str, int]:
    """Return how often every symbol occurs in a text, in the order of the symbols."""
    return dict(sorted(Counter(text).items()))


def code_lengths(weights: Mapping[str, int]) -> dict[str, int]:
    """Return the number of bits of every symbol's code, in the order of the symbols.

    The two lightest trees are joined until one is left. Of trees that weigh the same, the one with the
    smallest symbol in it counts as lighter. A symbol that is alone has one bit.

    Raises:
        HuffmanError: If a weight is below 1.
    """
    for symbol, weight in weights.items():
        if weight < 1:
            raise HuffmanError(f"the weight of {symbol!r} is {weight}, but must be at least 1")
    if len(weights) == 1:
        return dict.fromkeys(weights, 1)
    lengths = dict.fromkeys(sorted(weights), 0)
    trees = [(weight, symbol, [symbol]) for symbol, weight in weights.items()]
    heapq.heapify(trees)
    while len(trees) > 1:
        light, first, left = heapq.heappop(trees)
        heavy, second, right = heapq.heappop(trees)
        joined = left + right
        for symbol in joined:
            lengths[symbol] += 1
        heapq.heappush(trees, (light + heavy, min(first, second), joined))
    return lengths


def canonical_codes(lengths: Mapping[str, int]) -> dict[str, str]:
    """Return the codes of these lengths, from the shortest to the longest, equal lengths by symbol.

    The first code is all zeros; each next one is the number after it, with zeros appended up to its length.

    Raises:
        HuffmanError: If a length is below 1, or there are too many short codes.
    """
    codes: dict[str, str] = {}
    number = 0
    previous = 0
    for length, symbol in sorted((length, symbol) for symbol, length in lengths.items()):
        if length < 1:
            raise HuffmanError(f"the length of {symbol!r} is {length}, but must be at least 1")
        number <<= length - previous
        if number >= 1 << length:
            raise HuffmanError(f"no code of {length} bits is left for {symbol!r}")
        codes[symbol] = format(number, f"0{length}b")
        number += 1
        previous = length
    return codes


def encode(text: str, codes: Mapping[str, str]) -> str:
    """Return the bits of a text.

    Raises:
        HuffmanError: If a symbol has no code.
    """
    missing = sorted({symbol for symbol in text if symbol not in codes})
    if missing:
        raise HuffmanError(f"no code for {', '.join(map(repr, missing))}")
    return "".join(codes[symbol] for symbol in text)


def decode(bits: str, codes: Mapping[str, str]) -> str:
    """Return the text of some bits.

    Raises:
        HuffmanError: If bits belong to no code, or the last code is cut off; `at bit` is where it starts.
    """
    symbols = {code: symbol for symbol, code in codes.items()}
    longest = max(map(len, symbols), default=0)
    text: list[str] = []
    start = 0
    for end in range(1, len(bits) + 1):
        symbol = symbols.get(bits[start:end])
        if symbol is not None:
            text.append(symbol)
            start = end
        elif end - start >= longest:
            raise HuffmanError(f"no code at bit {start}")
    if start < len(bits):
        raise HuffmanError(f"the code at bit {start} is cut off")
    return "".join(text)


def saving(text: str) -> int:
    """Return how many bits fewer a text has in its own codes than in codes of one fixed length.

    A fixed length is the smallest that tells the symbols of the text apart, and at least 1.
    """
    weights = weigh(text)
    fixed = max(1, (len(weights) - 1).bit_length())
    lengths = code_lengths(weights)
    return sum(weight * (fixed - lengths[symbol]) for symbol, weight in weights.items())
