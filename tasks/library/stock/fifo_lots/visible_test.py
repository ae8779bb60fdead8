import pytest
from program import Article, Lot, StockError


@pytest.fixture
def article():
    article = Article()
    article.buy(10, 100)
    article.buy(5, 120, freight=50)
    article.buy(3, 90)
    return article


def test_a_lot_costs_its_pieces_and_the_freight(article):
    assert article.lots() == [(1, 10, 1000), (2, 5, 650), (3, 3, 270)]
    assert (article.on_hand, article.value) == (18, 1920)


def test_the_oldest_pieces_are_sold_first(article):
    sale = article.sell(12, 200)
    assert sale.parts == ((1, 10, 1000), (2, 2, 260))
    assert (sale.number, sale.pieces, sale.cost, sale.revenue) == (1, 12, 1260, 2400)
    assert article.lots() == [(2, 3, 390), (3, 3, 270)]


def test_a_lot_that_is_sold_out_goes(article):
    article.sell(10, 1)
    assert article.lots() == [(2, 5, 650), (3, 3, 270)]


def test_cost_is_rounded_down_and_the_last_take_the_rest():
    lot = Lot(1, 3, 100)
    assert [lot.take(1), lot.take(1), lot.take(1)] == [33, 33, 34]
    assert (lot.pieces, lot.cost) == (0, 0)


def test_all_can_be_sold_but_no_more(article):
    with pytest.raises(StockError, match="18 pieces are on hand, not 19"):
        article.sell(19, 100)
    assert article.sell(18, 100).cost == 1920
    assert article.lots() == []


def test_profit_is_revenue_less_cost(article):
    article.sell(4, 150)
    article.sell(8, 90)
    assert article.profit() == 200 + (720 - 860)


def test_what_is_written_off_lowers_profit(article):
    assert article.write_off(11) == 1130
    assert article.profit() == -1130
    assert article.on_hand == 7


def test_an_undone_sale_puts_pieces_back(article):
    article.sell(8, 150)
    article.sell(3, 150)
    assert article.undo(1) == 8
    assert article.lots() == [(1, 8, 800), (2, 4, 520), (3, 3, 270)]
    assert article.profit() == 450 - 330


def test_a_lot_comes_back_in_its_place(article):
    article.sell(16, 100)
    article.buy(1, 1)
    article.undo(1)
    assert article.lots() == [(1, 10, 1000), (2, 5, 650), (3, 3, 270), (4, 1, 1)]


def test_a_sale_is_undone_once(article):
    article.sell(1, 100)
    article.undo(1)
    with pytest.raises(StockError, match="no sale 1"):
        article.undo(1)
    assert article.sell(1, 100).number == 2


@pytest.mark.parametrize(("pieces", "price", "freight"), [(0, 1, 0), (1, -1, 0), (1, 0, -1)])
def test_impossible_purchases(article, pieces, price, freight):
    with pytest.raises(StockError, match="pieces must be positive"):
        article.buy(pieces, price, freight)
    assert article.buy(1, 0) == 4


def test_impossible_sales(article):
    with pytest.raises(StockError, match="price"):
        article.sell(1, -1)
    with pytest.raises(StockError, match="positive"):
        article.sell(0, 1)
    with pytest.raises(StockError, match="positive"):
        article.write_off(0)
    assert article.on_hand == 18
