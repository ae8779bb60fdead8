import pytest
from program import CursorPager, PageError, Paginator

ROWS = [(3, 1), (1, 9), (3, 2), (5, 4), (8, 0), (1, 9)]


def test_bounds_of_pages():
    paginator = Paginator(95, 10)
    assert paginator.pages == 10
    assert paginator.bounds(1) == (0, 10)
    assert paginator.bounds(10) == (90, 95)
    assert Paginator(90, 10).pages == 9


def test_orphans_join_the_page_before():
    assert Paginator(23, 10, orphans=3).pages == 2
    assert Paginator(23, 10, orphans=3).bounds(2) == (10, 23)
    assert Paginator(24, 10, orphans=3).bounds(3) == (20, 24)
    assert Paginator(2, 10, orphans=3).bounds(1) == (0, 2)


def test_labels():
    assert Paginator(21, 10).label(2) == "11-20 of 21"
    assert Paginator(21, 10).label(3) == "21 of 21"
    assert Paginator(0, 10).label(1) == "no items"


@pytest.mark.parametrize(("position", "page"), [(0, 1), (9, 1), (10, 2), (22, 2)])
def test_page_of_an_item(position, page):
    assert Paginator(23, 10, orphans=3).page_of(position) == page


def test_there_is_no_such_page():
    paginator = Paginator(20, 10)
    for page in (0, 3):
        with pytest.raises(PageError):
            paginator.bounds(page)
    with pytest.raises(PageError):
        paginator.page_of(20)
    with pytest.raises(PageError):
        paginator.page_of(-1)


@pytest.mark.parametrize(("total", "per_page", "orphans"), [(-1, 10, 0), (5, 0, 0), (5, 10, -1), (5, 10, 10)])
def test_numbers_that_make_no_sense(total, per_page, orphans):
    with pytest.raises(ValueError, match="must"):
        Paginator(total, per_page, orphans)


def test_links_leave_pages_out():
    paginator = Paginator(200, 10)
    assert paginator.links(10) == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert paginator.links(10, around=1, edge=0) == [None, 9, 10, 11, None]
    assert paginator.links(1, around=0, edge=2) == [1, 2, None, 19, 20]


def test_a_single_page_is_not_left_out():
    assert Paginator(70, 10).links(5, around=1) == [1, None, 4, 5, 6, 7]
    assert Paginator(70, 10).links(4, around=1) == [1, 2, 3, 4, 5, 6, 7]


def test_going_on_by_cursor():
    pager = CursorPager(ROWS, 2)
    assert pager.after() == ([(1, 9), (3, 1)], "3:1")
    assert pager.after("3:1") == ([(3, 2), (5, 4)], "5:4")
    assert pager.after("5:4") == ([(8, 0)], None)
    assert CursorPager(ROWS, 5).after() == ([(1, 9), (3, 1), (3, 2), (5, 4), (8, 0)], None)


def test_going_back_by_cursor():
    pager = CursorPager(ROWS, 2)
    assert pager.before("8:0") == ([(3, 2), (5, 4)], "3:2")
    assert pager.before("3:2") == ([(1, 9), (3, 1)], None)
    assert pager.before("3:1") == ([(1, 9)], None)


def test_rows_that_come_meanwhile():
    pager = CursorPager(ROWS, 2)
    assert pager.insert(3, 0) is True
    assert pager.insert(5, 4) is False
    assert len(pager) == 6
    assert pager.after("1:9") == ([(3, 0), (3, 1)], "3:1")


@pytest.mark.parametrize("cursor", ["", "5", "5:", "a:1", "1:2:3"])
def test_what_is_no_cursor(cursor):
    with pytest.raises(PageError):
        CursorPager(ROWS, 2).after(cursor)
