"""Add up an invoice in whole cents."""

Line = tuple[int, int]


def percent_of(amount: int, percent: int) -> int:
    """Return `percent` percent of `amount`, rounded down to whole cents."""
    return amount * percent // 100


def subtotal(lines: list[Line]) -> int:
    """Return the price of all `(unit_price, quantity)` lines together."""
    return sum(unit_price * quantity for unit_price, quantity in lines)


def total(lines: list[Line], discount: int = 0, tax: int = 0, shipping: int = 0) -> int:
    """Return what the customer pays.

    The discount (percent) lowers the price of the goods; the tax (percent) is due on the discounted
    goods and on shipping.

    Raises:
        ValueError: If the discount is not between 0 and 100.
    """
    if not 0 <= discount <= 100:
        raise ValueError(f"discount must be between 0 and 100 percent, not {discount}")
    goods = subtotal(lines)
    goods -= percent_of(goods, discount)
    taxable = goods + shipping
    return taxable + percent_of(taxable, tax)
