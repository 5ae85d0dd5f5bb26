extension ReportPage {
  static let start: StaticString = "<!DOCTYPE html>\n"

  /// How the head begins, up to the title.
  static let head: StaticString = """
    <head><meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    """

  /// How the page looks, on a screen and on paper.
  static let style: StaticString = """
    <style>
    body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff;
      max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; margin: 0 0 .2rem; }
    .help { color: #444; margin: 0 0 1rem; }
    dl { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: 0 0 1.5rem; padding: .6rem 0;
      border-top: 1px solid #999; border-bottom: 1px solid #999; }
    dt { font-size: .8rem; color: #555; }
    dd { margin: 0; overflow-wrap: anywhere; }
    svg { width: 100%; height: auto; margin: 0 0 1.5rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td { padding: .25rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top; }
    th { border-bottom: 2px solid #666; }
    .t { text-align: left; overflow-wrap: anywhere; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    @media print {
      @page { margin: 15mm; }
      body { font-size: 10pt; max-width: none; margin: 0; padding: 0; }
      thead { display: table-header-group; }
      tr, svg { break-inside: avoid; }
      svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }
    </style>
    """
}
