import re

import pyarrow as pa
import pytest

from geo.coordinate_text import points_to_text
from geo.coordinates import text_to_points


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"system": "gauss"}, "system must be one of degrees, dms, utm, mgrs: found 'gauss'"),
        ({"system": "degrees", "digits": 0}, "digits must be 1 to 5: found 0"),
        ({"system": "mgrs", "digits": 6}, "digits must be 1 to 5: found 6"),
    ],
)
def test_a_way_of_writing_that_there_is_not_is_refused(options, found):
    with pytest.raises(ValueError, match=re.escape(found)):
        points_to_text([98.5], [16.7], **options)


def test_a_column_in_chunks_is_read_like_one_in_a_piece():
    texts = ["16.7, 98.5", None, "16.63 N 98.55 E"]
    chunks = pa.chunked_array([texts[:1], texts[1:]], type=pa.string())
    found = [text_to_points(column, system="any") for column in (texts, chunks)]
    assert found[0].longitude.tolist()[::2] == found[1].longitude.tolist()[::2] == [98.5, 98.55]
