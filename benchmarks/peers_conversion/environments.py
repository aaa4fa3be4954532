"""Environments for the peers that conversion is compared with, one each.

``OpenCC`` and ``opencc-python-reimplemented`` share an import name, so no two peers are
ever installed together.
"""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(os.environ.get("CORPUS_PEERS", Path.home() / ".cache" / "corpus-peers"))
"""Where the environments are made; set CORPUS_PEERS to move it."""


def python_with(requirement: str) -> Path | None:
    """Return the interpreter of an environment with `requirement`, made if it is missing.

    Args:
        requirement: What pip is to install, such as ``"OpenCC==1.4.2"``.

    Returns:
        The path of its ``python``, or `None` if the peer can't be installed here.
    """
    home = FOLDER / requirement.replace("==", "-").replace(" ", "_")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (home / "ready").exists():
        return python
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", *requirement.split()]
    if subprocess.run(install, check=False).returncode:
        return None
    (home / "ready").touch()
    return python
