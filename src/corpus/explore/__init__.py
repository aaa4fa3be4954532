"""Looking at a corpus: articles as HTML for a notebook and as text for a terminal.

Import from the modules: `corpus.explore.html` has `article_html`, `corpus.explore.terminal`
what ``corpus show`` prints. Nothing is imported here.
"""
