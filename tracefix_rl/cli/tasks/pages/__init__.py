"""Pages in Markdown that are generated: how many bugs tests catch, and what tasks look like."""

from tracefix_rl.cli.tasks.pages.gallery import gallery_page
from tracefix_rl.cli.tasks.pages.library import library_page

__all__ = ["gallery_page", "library_page"]
