"""A spaCy pipeline over given texts and names, for an environment of its own: `spacy_pipeline.py TEXTS NAMES WAY`.

The tokenizer of the blank Indonesian language, a sentencizer, and an entity ruler that knows the names, either as
phrases or as patterns of lower-case tokens. It finds spans; parties, dates and events are beyond it. Prints JSON.
"""

import json
import sys
import time
from pathlib import Path

import spacy


def main() -> None:
    """Read the texts in one process and print how many of them a second."""
    texts, names = ([json.loads(line) for line in Path(path).read_text("utf-8").splitlines()] for path in sys.argv[1:3])
    pipeline = spacy.blank("id")
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    if sys.argv[3] == "tokens":
        blank = spacy.blank("id")
        names = [name | {"pattern": [{"LOWER": token.lower_} for token in blank(name["pattern"])]} for name in names]
    ruler.add_patterns(names)
    begin = time.perf_counter()
    entities = sum(len(document.ents) for document in pipeline.pipe(texts))
    seconds = time.perf_counter() - begin
    found = {"version": spacy.__version__, "patterns": len(names), "entities": entities}
    print(json.dumps(found | {"per_second": len(texts) / seconds}))


if __name__ == "__main__":
    main()
