"""The style of the office's own pages: wide and narrow, light and dark, on paper and in a person's own colors."""

from collections.abc import Sequence

_LIGHT = """--paper: #ffffff; --ink: #1b1b1b; --quiet: #565c65; --line: #71767a; --head: #e7e9ec; --link: #00437a;
--good: #1d6b34; --bad: #b50909; --open: #8a5a00; --mark: #fff1c2"""
_DARK = """--paper: #1b1b1b; --ink: #f0f0f0; --quiet: #b8bcc2; --line: #8d9297; --head: #2e3135; --link: #a8ccff;
--good: #7fcf97; --bad: #ff9d94; --open: #ffd07a; --mark: #4a3c10"""

_NARROW = "screen and (max-width: 48rem)"
_MOST_ON_PAPER = 8  # columns that can be read beside each other on a sheet
_STACKED = """  table, tbody, tr, td, tbody th { display: block; border: 0; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .region { border: 0; }
  tr { border: 1px solid var(--line); margin: 0 0 1rem; scroll-margin-top: .5rem; }
  tbody th { position: sticky; top: 0; z-index: 1; background: var(--head); border-bottom: 1px solid var(--line); }
  tbody th.long { position: static; }
  td:empty { display: none; }
  td::before { font-weight: bold; }
  td ul { margin-top: 0; }
"""

STYLE = f"""
:root {{ color-scheme: light; {_LIGHT}; }}
@media (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {_DARK}; }} }}
* {{ box-sizing: border-box; }}
body {{ font: 1rem/1.5 sans-serif; margin: 0; padding: .5rem 1rem 1rem; color: var(--ink); background: var(--paper);
  overflow-wrap: anywhere; }}
a {{ color: var(--link); }}
a:focus-visible, summary:focus-visible, .region:focus-visible {{ outline: 3px solid var(--link); outline-offset: 2px; }}
main:focus {{ outline: none; }}
h1 {{ font-size: 1.5rem; line-height: 1.25; margin: .75rem 0 .5rem; }}
h2 {{ font-size: 1rem; margin: .5rem 0 0; }}
p {{ margin: .25rem 0 .5rem; max-width: 70rem; }}
ul {{ margin: .25rem 0; padding: 0; list-style: none; }}
.skip {{ position: absolute; left: -100rem; }}
.skip:focus {{ left: .5rem; top: .5rem; z-index: 9; padding: .5rem 1rem; background: var(--paper); }}
nav {{ font-size: .95rem; border-bottom: 1px solid var(--line); padding-bottom: .5rem; }}
nav > ul, .tally {{ display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }}
nav a[aria-current], .tally a[aria-current] {{ color: inherit; font-weight: bold; text-decoration: none;
  border-bottom: 3px solid currentColor; }}
.tally [data-status] {{ border-left: .4rem solid var(--quiet); padding-left: .4rem; }}
.groups, .names {{ columns: 18rem; }}
.groups > div {{ break-inside: avoid; }}
summary {{ cursor: pointer; }}
.status {{ border-left: .4rem solid var(--quiet); padding-left: .4rem; font-weight: bold; }}
[data-status="accepted"][data-status], [data-status="published"][data-status] {{ border-left-color: var(--good); }}
[data-status="late"][data-status], [data-status="returned"][data-status] {{ border-left-color: var(--bad); }}
[data-status="for consultation"][data-status] {{ border-left-color: var(--open); }}
.none {{ color: var(--quiet); font-style: italic; }}
.from {{ font-weight: bold; }}
time, .day {{ white-space: nowrap; }}
.id {{ font: .8rem/1.5 monospace; }}
.detail {{ display: block; font-weight: normal; }}
.region {{ position: relative; margin-top: .4rem; border: 1px solid var(--line); }}
table {{ border-collapse: separate; border-spacing: 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .35rem .6rem; white-space: pre-wrap;
  unicode-bidi: plaintext; background: var(--paper); }}
td ul li {{ margin: 0 0 .3rem; padding-left: .8rem; border-left: 2px solid var(--line); }}
thead th {{ background: var(--head); }}
tr:target > * {{ background: var(--mark); }}
@media screen and (min-width: 48.01rem) {{
  body {{ display: flex; flex-direction: column; height: 100vh; min-height: 30rem; }}
  main {{ flex: 1 1 auto; min-height: 0; display: flex; flex-direction: column; }}
  main > * {{ flex: none; }}
  main > .region {{ flex: 0 1 auto; min-height: 16rem; }}
  .region {{ overflow: auto; scroll-padding: 3rem 0 0 15rem; }}
  table {{ width: max-content; min-width: 100%; }}
  th, td {{ border: 0 solid var(--line); border-width: 0 1px 1px 0; max-width: 26rem; }}
  thead th {{ position: sticky; top: 0; z-index: 2; vertical-align: bottom; }}
  thead th:first-child {{ left: 0; z-index: 3; }}
  tbody th {{ position: sticky; left: 0; z-index: 1; min-width: 8rem; max-width: 15rem; }}
  tbody th > span {{ position: sticky; top: 2.6rem; display: block; }}
}}
@media (forced-colors: active) {{
  nav a[aria-current], .tally a[aria-current] {{ border-color: Highlight; }}
  tr:target > * {{ outline: 2px solid Highlight; outline-offset: -2px; }}
}}
@media print {{
  @page {{ size: landscape; margin: 1.2cm; }}
  :root {{ color-scheme: light; {_LIGHT}; }}
  body {{ font-size: 8pt; padding: 0; }}
  nav, .skip, details {{ display: none; }}
  .region {{ border: 0; overflow: visible; }}
  table {{ width: 100%; border-collapse: collapse; }}
  th, td {{ border: 1px solid var(--line); padding: .15rem .3rem; }}
  thead th, time, .status {{ white-space: nowrap; }}
  .id {{ font-size: 7pt; }}
}}
"""


def layout(head: Sequence[str]) -> str:
    """Return how a table is laid out where its columns have no room beside each other: one cell below the other.

    Before each cell stands the title of its column. The second form of these words is for the eyes only: who listens
    hears the title as the column's own.
    """
    labels = "".join(
        f'  td:nth-child({place})::before {{ content: "{_quoted(name)}: "; content: "{_quoted(name)}: " / ""; }}\n'
        for place, name in enumerate(head, 1)
        if place > 1
    )
    media = f"{_NARROW}, print" if len(head) > _MOST_ON_PAPER else _NARROW
    return f"@media {media} {{\n{_STACKED}{labels}}}\n"


def _quoted(name: str) -> str:
    return "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in name)
