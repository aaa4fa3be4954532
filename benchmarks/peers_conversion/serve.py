"""Convert texts for the benchmark; run by each peer's own interpreter.

Usage: python serve.py PEER < requests > answers

A request is a line of JSON: a config, the path of a text, and how: ``whole``, in ``lines``,
or its lines ``together`` if the peer can. The answer is a line of JSON: the CPU seconds it
took, or an error. Making the converter and one warm-up sentence are not counted.
"""

import json
import sys
import time
from pathlib import Path

WARM_UP = "汉字漢字"
ZHCONV = {"s2t": "zh-Hant", "s2tw": "zh-TW", "s2hk": "zh-HK", "t2s": "zh-Hans", "tw2s": "zh-Hans"}


def make(peer, config):
    """Return a function from a text to what the peer makes of it."""
    if peer == "corpus":
        from corpus.conversion import Converter

        converter = Converter(config)

        def convert(text):
            conversion = converter(text)
            return conversion.text, conversion.alignment

        convert("汉" * 2000)  # so that NumPy is loaded
        convert.together = lambda texts: [
            (c.text, c.alignment) for c in converter.convert_all(texts)
        ]
        return convert
    if peer in {"OpenCC", "opencc-python-reimplemented", "opencc-py"}:
        import opencc

        return opencc.OpenCC(config).convert
    if peer == "opencc-pyo3":
        from opencc_pyo3 import OpenCC

        return OpenCC(config).convert
    if peer == "sts-lib":
        from sts import StsConverter, StsMaker

        converter = StsConverter(StsMaker().make(config))
        return lambda text: "".join(
            part if isinstance(part, str) else "".join(part.values[0])
            for part in converter.convert(text)
        )
    if peer == "zhconv-rs":
        from zhconv_rs import zhconv
    else:
        from zhconv_rs_opencc import zhconv
    target = ZHCONV[config]
    return lambda text: zhconv(text, target)


def answer(peer, converters, request):
    """Do one request."""
    config, path, how = request
    if config not in converters:
        converters[config] = make(peer, config)
        converters[config](WARM_UP)
    convert = converters[config]
    text = Path(path).read_text(encoding="utf-8")
    texts = [text] if how == "whole" else text.split("\n")
    start = time.process_time()
    if how == "together" and hasattr(convert, "together"):
        convert.together(texts)
    else:
        for each in texts:
            convert(each)
    return {"seconds": time.process_time() - start}


def main():
    """Answer requests until there are no more."""
    peer = sys.argv[1]
    converters = {}
    for line in sys.stdin:
        try:
            found = answer(peer, converters, json.loads(line))
        except Exception as error:  # noqa: BLE001  any peer may fail in any way
            found = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
