import polars as pl
import pytest

from flows.language.windows import backward_within, before_within, count_within, forward_within, is_first, shift_within

KEY, VALUE = pl.col("key"), pl.col("value")


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (is_first(KEY), [True, False, False, True, False]),
        (forward_within(VALUE, KEY), [None, 1, 1, None, 2]),
        (backward_within(VALUE, KEY), [1, 1, None, 2, 2]),
        (shift_within(VALUE, KEY), [None, None, 1, None, None]),
        (shift_within(VALUE, KEY, -1), [1, None, None, 2, None]),
        (before_within(VALUE, KEY), [None, None, 1, None, None]),
        (count_within(VALUE.is_not_null(), KEY), [0, 1, 1, 0, 1]),
    ],
)
def test_windows_stay_inside_their_key(window, expected):
    frame = pl.DataFrame({"key": [0, 0, 0, 1, 1], "value": [None, 1, None, None, 2]})
    assert frame.select(window).to_series().to_list() == expected
