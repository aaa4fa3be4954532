"""Settings of the documentation's build: `sphinx-build -n -W docs docs/_build/html`.

Nothing is fetched over the network. What the build does beyond Sphinx stands in ``_ext``:
``public_names`` ties references to the names that users import, ``sessions`` runs the
Python sessions on the pages, ``articles`` writes the pages of the packaged articles,
``module_tree`` draws the package.
"""

import doctest
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

import corpus

project = "zh-news-corpus"
version = release = corpus.__version__
author = "The corpus maintainers"
project_copyright = "The corpus maintainers; the packaged articles' text stays its publishers'"
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "public_names",
    "sessions",
    "articles",
    "module_tree",
]
exclude_patterns = ["_build", "_ext"]

# -- Markdown -------------------------------------------------------------------------

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# -- docstrings -----------------------------------------------------------------------

default_role = "name"  # `x` in a docstring: a link where x is a public name, else code
add_module_names = True  # where each name is imported from
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_typehints_format = "short"
autosummary_generate = False  # the pages are written by hand; only the tables are made
napoleon_numpy_docstring = False
napoleon_use_admonition_for_examples = False
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# -- references -----------------------------------------------------------------------

# Types that have no page here, and are not looked up over the network.
nitpick_ignore_regex = [
    ("py:class", r"(typing\.)?(Any|Literal|Generic|Unpack)"),  # typing
    ("py:class", r"(collections\.abc\.)?(Callable|Iterable|Iterator|Mapping|Sequence)"),
    ("py:class", r"(os\.)?PathLike|(importlib\.resources\.abc\.)?Traversable"),  # paths
    ("py:class", r"array|memoryview|(decimal\.)?Decimal|(dt\.|datetime\.)?date"),  # values
    ("py:class", r"(rich\.console\.)?RenderableType"),  # what rich prints
    ("py:class", r"(corpus\.[\w.]+\.)?(T|_?Spanned|Labelled|NameTagger)"),  # protocols
    # said in words where they are used
    ("py:class", r"(corpus\.[\w.]+\.)?(Paths|Progress|AnnotateOptions)"),
    ("py:class", r"re\.Pattern|Floats|Kinds"),
]

# -- doctests -------------------------------------------------------------------------

doctest_global_setup = "import corpus"
# Examples in docstrings run where they stand, under pytest --doctest-modules, with the
# names of their own module; here the sessions of the pages run.
doctest_test_doctest_blocks = ""
doctest_default_flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

# -- HTML -----------------------------------------------------------------------------

html_theme = "furo"
html_title = "zh-news-corpus"
html_static_path = ["_static"]
html_css_files = ["corpus.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#9b2c1f",
        "color-brand-content": "#9b2c1f",
    },
    "dark_css_variables": {
        "color-brand-primary": "#ef8d7c",
        "color-brand-content": "#ef8d7c",
    },
}
