"""Pack items into boxes: first fit, the largest first, within limits."""

from dataclasses import dataclass, field


class PackingError(ValueError):
    """An item fits into no box, or something makes no sense."""


@dataclass(frozen=True)
class Item:
    """Something to pack: volume in litres, weight in grams; a fragile item bears nothing heavier on it.

    Items of different groups do not travel together; those with no group go with everything.
    """

    name: str
    volume: int
    weight: int
    fragile: bool = False
    group: str = ""

    def __post_init__(self) -> None:
        if self.volume < 1 or self.weight < 1:
            raise PackingError(f"{self.name} must have a volume and a weight")


@dataclass(frozen=True)
class Size:
    """A kind of box: what it is called, litres and grams it holds, cents it costs."""

    name: str
    volume: int
    weight: int
    price: int


@dataclass
class Box:
    """Items in a box of some size, the first at the bottom."""

    size: Size
    items: list[Item] = field(default_factory=list)

    @property
    def volume(self) -> int:
        """Return the litres that the items take."""
        return sum(item.volume for item in self.items)

    @property
    def weight(self) -> int:
        """Return the grams of the items."""
        return sum(item.weight for item in self.items)

    @property
    def names(self) -> list[str]:
        """Return the names of the items, from the bottom."""
        return [item.name for item in self.items]

    def takes(self, item: Item) -> bool:
        """Tell whether one more item may go on top."""
        if self.volume + item.volume > self.size.volume or self.weight + item.weight > self.size.weight:
            return False
        if any(below.fragile and below.weight < item.weight for below in self.items):
            return False
        groups = {below.group for below in self.items if below.group}
        return not item.group or not groups - {item.group}


class Packer:
    """Packs into boxes of some sizes, at most `most` items in each.

    Raises:
        PackingError: If there is no size, two have the same name, or `most` is below 1.
    """

    def __init__(self, sizes: list[Size], most: int = 100) -> None:
        if not sizes or len({size.name for size in sizes}) < len(sizes) or most < 1:
            raise PackingError("sizes with different names are needed, and room for an item")
        self._sizes = sizes
        self._most = most

    @property
    def largest(self) -> Size:
        """Return the size with the largest volume, among equals the one that bears more, then the first."""
        return max(self._sizes, key=lambda size: (size.volume, size.weight))

    def order(self, items: list[Item]) -> list[Item]:
        """Return the items as they will be packed: robust before fragile ones, larger ones first.

        Among items of equal volume the heavier is first, then the one that came first.
        """
        return sorted(items, key=lambda item: (item.fragile, -item.volume, -item.weight))

    def pack(self, items: list[Item]) -> list[Box]:
        """Return boxes with all items, in the order in which they were opened.

        Each item goes into the first box that takes it, or opens another of the largest size. In the end each
        box is exchanged for the cheapest size that holds its items, among equals the smaller, then the first.

        Raises:
            PackingError: If an item is too large or too heavy for the largest size.
        """
        boxes: list[Box] = []
        for item in self.order(items):
            for box in boxes:
                if len(box.items) < self._most and box.takes(item):
                    box.items.append(item)
                    break
            else:
                box = Box(self.largest)
                if not box.takes(item):
                    raise PackingError(f"{item.name} does not fit into {self.largest.name}")
                box.items.append(item)
                boxes.append(box)
        for box in boxes:
            box.size = self._cheapest(box)
        return boxes

    def cost(self, items: list[Item]) -> int:
        """Return what the boxes cost that these items need; PackingError as for `pack`."""
        return sum(box.size.price for box in self.pack(items))

    def wasted(self, items: list[Item]) -> int:
        """Return the percentage of the boxes' volume that stays empty, rounded down; 0 without boxes."""
        boxes = self.pack(items)
        room = sum(box.size.volume for box in boxes)
        if room == 0:
            return 0
        return (room - sum(box.volume for box in boxes)) * 100 // room

    def _cheapest(self, box: Box) -> Size:
        fitting = [size for size in self._sizes if size.volume >= box.volume and size.weight >= box.weight]
        return min(fitting, key=lambda size: (size.price, size.volume))
