"""A small archive with every kind of block, two languages, and a report in two years."""

from __future__ import annotations

import json
from pathlib import Path

from reportsite.starter import make_archive

KAZAKHSTAN_2010 = """\
---
country: KAZ
year: 2010
title: Kazakhstan
language: en
source:
  organisation: Example Watch
  work: "Yearbook: 2011"
  edition: 2011
  url: https://example.org/yearbook
---

The summary, with a note.[^a] A <script>alert(1)</script> is shown as typed.
{: theme="torture" }

## Torture and other ill-treatment

One paragraph in {braces}, with
#hash at the start of a line, [a link](https://example.org/x_y) and `code <b>`.

Another belongs elsewhere too.
{: theme="impunity" }

“Another belongs elsewhere”
{: .pull-quote }

3. The third item.
4. The fourth,

    - with nested
    - items.

Between two lists.

- An item.[^b]
- Another.
    {: theme="impunity" }

> A quotation
>
> of two paragraphs.

| Year | Deaths |
|---|---|
| 2009 | one[^a] |

* * *

### Prisons {: theme="detention" }

Beneath.

## Impunity

The word zirconium stands here.

## Qwertyuiop

Nothing knows this heading.

[^a]: The first note.
[^b]: The second note,

    which has two paragraphs.
"""

KAZAKHSTAN_2012 = """\
---
country: KAZ
year: 2012
title: Kazakhstan
kind: digest
language: en
---

## Torture

In another year.

## Background

Whatever else.
"""

EGYPT_2010 = """\
---
country: EGY
year: 2010
title: مصر
language: ar
---

ملخص قصير.

## التعذيب {: #altadhib theme="torture" }

فقرة أولى.[^1]

[^1]: حاشية.
"""

REPORTS = {
    "reports/kazakhstan/2010.md": KAZAKHSTAN_2010,
    "reports/kazakhstan/2012.md": KAZAKHSTAN_2012,
    "reports/egypt/2010.md": EGYPT_2010,
}


def new_archive(root: Path, reports: dict[str, str] = REPORTS) -> Path:
    """Make an archive that holds these reports."""
    make_archive(root)
    for path, text in reports.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def unpublish(root: Path, address: str) -> None:
    """Take a report away as if no address of it had ever been given to anybody."""
    (root / f"reports/{address}.md").unlink()
    (root / f"reports/{address}.lock.json").unlink()
    register = root / "reports/published.lock.json"
    addresses = json.loads(register.read_text(encoding="utf-8"))["reports"]
    # the last entry, null, stays
    left = [one for one in addresses if one != address]
    register.write_text(json.dumps({"reports": left}, indent=1) + "\n", encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
