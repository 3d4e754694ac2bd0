"""Pictures of the pages of a file, by which it is seen before it leaves."""

import io
from typing import Any

import pytest
import typst
from PIL import Image

from dashboard.briefing.typesetting import page_pictures

PAGES = b"""
#set page(width: 100mm, height: 50mm, margin: 0mm, fill: red)
#pagebreak()
#set page(fill: blue)
#pagebreak()
#set page(fill: green)
"""


def middle(picture: bytes) -> Any:
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width == pytest.approx(2 * image.height, abs=2)
        return image.convert("RGB").getpixel((image.width // 2, image.height // 2))


def test_each_page_of_a_pdf_is_one_picture_in_order() -> None:
    content = typst.compile(PAGES, format="pdf")
    assert isinstance(content, bytes)
    red, blue, green = [middle(picture) for picture in page_pictures(content, "pdf")]
    assert red[0] > 200 > red[2]
    assert blue[2] > 200 > blue[0]
    assert green[1] > 150 > green[0]


def test_a_drawing_is_one_picture() -> None:
    content = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100"/></svg>'
    (picture,) = page_pictures(content, "svg")
    assert middle(picture) == (0, 0, 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF\n", b"<svg"])
def test_what_cannot_be_drawn_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match="The pages can't be drawn"):
        list(page_pictures(content, "pdf"))
