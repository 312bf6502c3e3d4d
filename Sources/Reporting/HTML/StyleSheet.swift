// SPDX-License-Identifier: Apache-2.0

/// How the HTML digest looks: one column, hairlines, figures of equal width, colour only beside words.
let styleSheet = [colours, typography, masthead, lists, tables, drawings, narrow, printed].joined(separator: "\n")

private let colours = """
    :root {
      --paper: #faf9f6; --raised: #fff; --ink: #1b1e22; --muted: #5f6670; --line: #dddbd4; --strong: #b9b6ad;
      --critical: #a3171c; --critical-wash: #fbe9e8; --urgent: #8f5200; --urgent-wash: #fcf1dd;
      --daily: #1d5691; --daily-wash: #e6eff8; --query: #58498a; --query-wash: #eeebf7;
      --calm: #2b6549; --calm-wash: #e6f2eb;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #131619; --raised: #1a1e22; --ink: #e9e7e2; --muted: #9ba2ab; --line: #2e3338; --strong: #4a5057;
        --critical: #ff9188; --critical-wash: #3a1b1c; --urgent: #f3b965; --urgent-wash: #35280f;
        --daily: #8fbcf2; --daily-wash: #16293e; --query: #bdaef2; --query-wash: #29243d;
        --calm: #8bd0ac; --calm-wash: #16301f;
      }
    }
    .critical { --tone: var(--critical); --wash: var(--critical-wash); }
    .urgent { --tone: var(--urgent); --wash: var(--urgent-wash); }
    .daily { --tone: var(--daily); --wash: var(--daily-wash); }
    .query { --tone: var(--query); --wash: var(--query-wash); }
    .calm { --tone: var(--calm); --wash: var(--calm-wash); }
    .muted { --tone: var(--muted); --wash: var(--raised); }
    .plain { --tone: var(--ink); --wash: var(--raised); }
    """

private let typography = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
    body {
      margin: 0 auto; max-width: 66rem; padding: 2.5rem 2rem 4rem; background: var(--paper); color: var(--ink);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans", "Noto Sans CJK SC",
        "Microsoft YaHei", sans-serif;
      font-variant-numeric: tabular-nums; overflow-wrap: break-word;
    }
    time { white-space: nowrap; }
    sup { font-size: .7em; line-height: 0; vertical-align: super; }
    h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
    ul, ol { list-style: none; }
    h2 {
      margin: 3.5rem 0 1.25rem; padding-top: .75rem; border-top: 2px solid var(--ink);
      font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.012em;
    }
    h2 .number { color: var(--muted); font-weight: 400; margin-right: .35rem; }
    h3 { margin: 2rem 0 .5rem; font-size: 1.0625rem; line-height: 1.35; font-weight: 650; }
    .text { max-width: 46rem; color: var(--tone, inherit); margin: .5rem 0; }
    .text.muted { font-size: .875rem; line-height: 1.5; }
    footer {
      margin-top: 4rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--muted);
      font-size: .8125rem;
    }
    """

private let masthead = """
    .kind {
      color: var(--muted); font-size: .8125rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase;
    }
    h1 { font-size: 2.5rem; line-height: 1.1; font-weight: 700; letter-spacing: -.025em; }
    .subtitle { margin-top: .5rem; max-width: 46rem; font-size: 1.125rem; line-height: 1.4; color: var(--muted); }
    .verdict {
      margin: 1.5rem 0; padding: 1rem 1.25rem; border-radius: .5rem; background: var(--wash); color: var(--tone);
      font-size: 1.25rem; line-height: 1.4; font-weight: 600; text-wrap: pretty;
    }
    .provenance {
      display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2.5rem; font-size: .875rem;
      border-top: 1px solid var(--line); margin-bottom: 1rem;
    }
    .provenance > div { display: flex; gap: 1rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
    .provenance dt { flex: 0 0 8rem; color: var(--muted); }
    .provenance dd { min-width: 0; }
    .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .8125rem;
      overflow-wrap: anywhere; }
    .notice { max-width: 46rem; margin-top: .5rem; font-size: .875rem; color: var(--tone); }
    nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: 2rem; counter-reset: section; }
    nav li { counter-increment: section; font-size: .875rem; }
    nav li::before { content: counter(section) " "; color: var(--muted); }
    nav a { color: inherit; text-decoration-color: var(--strong); text-underline-offset: .2em; }
    nav a:hover { text-decoration-color: currentColor; }
    :focus-visible { outline: 2px solid var(--daily); outline-offset: 2px; }
    """

private let lists = """
    .figures { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: .75rem; }
    .figures li { padding: .875rem 1rem; border-radius: .5rem; background: var(--wash); }
    .figures strong { display: block; font-size: 2.25rem; line-height: 1; font-weight: 650; color: var(--tone); }
    .figures span { display: block; margin-top: .5rem; font-weight: 600; line-height: 1.25; }
    .figures small { display: block; margin-top: .125rem; color: var(--muted); font-size: .8125rem; line-height: 1.35; }
    .entries { border-top: 1px solid var(--line); }
    .entries > li {
      display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 1rem; padding: .75rem 0;
      border-bottom: 1px solid var(--line); break-inside: avoid;
    }
    .entries > li > div { grid-column: 2; }
    .badge {
      justify-self: start; align-self: start; padding: .1rem .55rem; border-radius: .25rem; background: var(--wash);
      color: var(--tone); font-size: .8125rem; font-weight: 650;
    }
    .title { font-weight: 600; line-height: 1.4; }
    .facts { color: var(--muted); font-size: .875rem; }
    .facts span { display: inline-block; }
    .facts span:not(:last-child)::after { content: "·"; margin-left: .375rem; }
    .remark { max-width: 46rem; margin-top: .25rem; font-size: .875rem; overflow-wrap: anywhere; }
    .remark b { color: var(--muted); font-weight: 600; margin-right: .25rem; }
    """

private let tables = """
    .box { overflow-x: auto; margin: .75rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.35; }
    caption {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
    }
    th, td { padding: .4rem .625rem; text-align: left; vertical-align: top; font-weight: 400; }
    th:first-child, td:first-child { padding-left: 0; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th {
      vertical-align: bottom; border-bottom: 1px solid var(--strong); color: var(--muted); font-size: .8125rem;
      font-weight: 600; line-height: 1.25;
    }
    tbody tr { border-bottom: 1px solid var(--line); }
    tbody th[scope=row] { font-weight: 600; }
    .number { text-align: right; white-space: nowrap; }
    thead .number { white-space: normal; }
    td.muted { color: var(--muted); }
    td.critical, td.urgent, td.daily { color: var(--tone); font-weight: 600; }
    th[scope=rowgroup] { padding-top: 1rem; font-weight: 650; }
    th[scope=rowgroup] span { position: sticky; left: 0; }
    .scrolls tbody tr:has(th[scope=rowgroup]), .scrolls tbody tr:not(:last-child) { border-bottom: 0; }
    .scrolls tbody th[scope=row] { font-weight: 400; color: var(--muted); position: sticky; left: 0;
      background: var(--paper); }
    .stacks tbody.total { border-top: 2px solid var(--strong); }
    .stacks th[scope=row] { min-width: 8rem; }
    .scrolls th[scope=row] { white-space: nowrap; }
    .total td, .total th[scope=row] { font-weight: 600; }
    """

private let drawings = """
    .rule { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 0 2rem; break-inside: avoid;
      padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
    .rule:last-of-type { border-bottom: 0; }
    .rule h3, .rule > .text { grid-column: 1 / -1; }
    .rule .box { min-width: 0; }
    .rule th[scope=row] { min-width: 0; white-space: nowrap; }
    .rule th:not(:first-child), .rule td { padding-left: .375rem; padding-right: .375rem; }
    .rule td:last-child { min-width: 11rem; }
    .rule th:last-child, .rule td:last-child { padding-left: 1rem; padding-right: 0; }
    .rule .stacks tbody tr:last-child { border-bottom: 0; }
    svg { display: block; width: 100%; height: auto; font-size: 10.5px; fill: var(--muted); }
    figcaption { color: var(--muted); font-size: .8125rem; line-height: 1.35; }
    .zone { fill: var(--critical-wash); }
    .edge { fill: none; stroke: var(--critical); stroke-width: 1.5; }
    .axis { fill: none; stroke: var(--strong); }
    .tick { stroke: var(--strong); }
    .grid { stroke: var(--line); stroke-width: .75; }
    .course { fill: none; stroke: var(--muted); stroke-width: 1; }
    .dot { fill: var(--tone); stroke: var(--paper); stroke-width: 1.5; }
    .doubt { stroke: var(--ink); stroke-dasharray: 2 2; }
    .possible { fill: var(--paper); stroke: var(--ink); }
    svg .arm {
      font-weight: 600; font-size: 11.5px; fill: var(--ink); paint-order: stroke; stroke: var(--paper);
      stroke-width: 3px; stroke-linejoin: round;
    }
    """

private let narrow = """
    @media (max-width: 60rem) {
      .rule { grid-template-columns: minmax(0, 1fr); }
      .rule figure { max-width: 24rem; }
      .figures { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
    }
    @media (max-width: 40rem) {
      body { padding: 1.25rem 1rem 3rem; }
      h1 { font-size: 2rem; }
      h2 { margin-top: 2.75rem; font-size: 1.375rem; }
      .verdict { font-size: 1.125rem; padding: .875rem 1rem; }
      .provenance { grid-template-columns: minmax(0, 1fr); }
      .provenance dt { flex-basis: 6.5rem; }
      .entries > li { grid-template-columns: minmax(0, 1fr); gap: .375rem 0; }
      .entries > li > div { grid-column: 1; }
      .figures { grid-template-columns: minmax(0, 1fr); gap: .375rem; }
      .figures li { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); align-items: baseline;
        padding: .5rem .875rem; }
      .figures strong { font-size: 1.5rem; grid-row: span 2; }
      .figures span { margin: 0; }
      .provenance { font-size: .8125rem; }
      .provenance > div { padding: .25rem 0; }
      .code { font-size: .75rem; }
      .scrolls { font-size: .8125rem; }
      .scrolls th, .scrolls td { padding: .3rem .25rem; }
      .stacks, .stacks tbody { display: block; }
      .stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .stacks tbody tr {
        display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .375rem .75rem; padding: .75rem 0;
      }
      .stacks th, .stacks td { padding: 0; text-align: left; white-space: normal; }
      .stacks tbody th { grid-column: 1 / -1; }
      .stacks td:not(.number) { grid-column: 1 / -1; }
      .rule .stacks th, .rule .stacks td { padding: 0; min-width: 0; }
      .rule .stacks tbody tr { grid-template-columns: repeat(3, minmax(0, 1fr)); }
      .rule .stacks tbody th { order: -2; }
      .rule .stacks td:not(.number) { order: -1; }
      .rule .stacks td:not(.number)::before { content: none; }
      .stacks td::before {
        content: attr(data-name); display: block; color: var(--muted); font-size: .75rem; font-weight: 400;
        line-height: 1.3;
      }
    }
    """

private let printed = """
    @page { size: A4; margin: 16mm 14mm; }
    @media print {
      :root {
        --paper: #fff; --raised: #fff; --ink: #000; --muted: #4a4f56; --line: #ccc; --strong: #999;
        --critical: #8f1216; --critical-wash: #f7e4e3; --urgent: #7a4600; --urgent-wash: #f8eeda;
        --daily: #174875; --daily-wash: #e3ecf5; --query: #4a3d75; --query-wash: #ebe8f4;
        --calm: #24543d; --calm-wash: #e3efe8;
      }
      html { font-size: 9pt; }
      body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      nav { display: none; }
      h2 { margin-top: 2rem; }
      h2, h3 { break-after: avoid; }
      .box { overflow: visible; }
      .scrolls tbody, .stacks, tr { break-inside: avoid; }
      .scrolls th { position: static; }
      .figures { grid-template-columns: repeat(5, minmax(0, 1fr)); }
      .rule { grid-template-columns: minmax(0, 1fr); }
      .rule figure { width: 9cm; }
    }
    """
