"""`python -m making.again FILE`: looks for what FILE says is to be found; tells as JSON what is not, by part."""

import json
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from making import looking  # only now: it needs models

    print(json.dumps(looking.differences(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
