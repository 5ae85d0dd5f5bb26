import Desk
import Kernel
import Texts

/// The reference of the Lua API as one page of HTML, which is searched without a server.
///
/// It loads nothing: its policy lets only the style and the script run that stand in it.
package struct APIPage {
  private let version: String

  /// `version` is the program's, as the page names it.
  package init(version: String) { self.version = version }

  /// The whole document, with a line end behind it.
  package var html: String {
    var page = HTMLText()
    page.markup("<!DOCTYPE html>\n")
    page.open("html", ["lang": "en"])
    page.markup(APIPage.head)
    page.element("title", title)
    page.markup(APIPage.style)
    page.markup("</head>\n<body>\n<header>")
    page.element("h1", title)
    page.markup(APIPage.search)
    page.markup("</header>\n<main>\n")
    for (namespace, functions) in APIPage.namespaces {
      page.open("section", ["class": "group"])
      page.element("h2", namespace, ["id": namespace])
      for function in functions { write(function, on: &page) }
      page.markup("</section>\n")
    }
    page.markup("<section class=\"group\"><h2 id=\"values\">Values and events</h2>\n")
    for topic in PluginAPI.topics { write(topic, on: &page) }
    page.markup("</section>\n</main>\n")
    page.markup(APIPage.script)
    page.markup("</body>\n")
    page.close("html")
    return page.text + "\n"
  }

  private var title: String { "The Lua API of Docket \(version) (api = \(PluginAPI.version))" }

  /// Functions by what stands before their last dot or colon, in the registry's order.
  private static var namespaces: [(name: String, functions: [PluginAPI.Function])] {
    var groups: [(name: String, functions: [PluginAPI.Function])] = []
    for function in PluginAPI.functions where function.use != nil {
      let end = function.name.lastIndex { ".:".contains($0) } ?? function.name.endIndex
      let name = String(function.name[..<end])
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].functions.append(function)
      } else {
        groups.append((name, [function]))
      }
    }
    return groups
  }

  private func write(_ function: PluginAPI.Function, on page: inout HTMLText) {
    guard let use = function.use else { return }
    begin(function.name, function.call, function.summary, on: &page)
    var facts = [("works", function.places.map(\.words.description).joined(separator: "; "))]
    if let permission = function.permission { facts.append(("needs", permission.rawValue)) }
    facts.append(("gives", use.gives))
    page.markup("<dl>")
    for (name, words) in facts {
      page.element("dt", name)
      page.element("dd", words)
    }
    page.markup("</dl>\n")
    table(function.arguments, "Arguments", on: &page)
    table(function.keys, "Keys of the table", on: &page)
    page.open("pre")
    page.element("code", use.example)
    page.markup("</pre></article>\n")
  }

  private func write(_ topic: PluginAPI.Topic, on page: inout HTMLText) {
    begin("topic-\(topic.name)", topic.name, topic.summary, on: &page)
    table(topic.members, "Members", on: &page)
    page.markup("</article>\n")
  }

  /// Begins what is found as one; a link leads to it by its name.
  private func begin(
    _ id: String, _ heading: String, _ summary: String, on page: inout HTMLText,
  ) {
    page.open("article", ["id": id])
    page.markup("<h3>")
    page.element("a", heading, ["href": "#\(id)"])
    page.markup("</h3>")
    page.element("p", summary)
  }

  private func table(_ parts: [PluginAPI.Part], _ heading: String, on page: inout HTMLText) {
    guard !parts.isEmpty else { return }
    page.markup("<table>")
    page.element("caption", heading)
    for part in parts {
      page.markup("<tr>")
      page.element("th", part.name, ["scope": "row"])
      page.element("td", part.type)
      page.element("td", part.words)
      page.markup("</tr>\n")
    }
    page.markup("</table>\n")
  }
}

extension APIPage {
  /// How the head begins, up to the title.
  fileprivate static let head: StaticString = """
    <head><meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
    """

  fileprivate static let style: StaticString = """
    <style>
    body { font: 15px/1.45 system-ui, sans-serif; color: #1b1b1b; background: #fff;
      max-width: 60rem; margin: 0 auto 4rem; padding: 0 1rem; }
    header { position: sticky; top: 0; background: #fff; padding: 1rem 0 .6rem;
      border-bottom: 1px solid #999; }
    h1 { font-size: 1.3rem; margin: 0 0 .5rem; }
    h2 { font: 600 1.2rem ui-monospace, monospace; margin: 2rem 0 0; }
    h3 { font: 600 1rem ui-monospace, monospace; margin: 0; overflow-wrap: anywhere; }
    article { border-bottom: 1px solid #ddd; padding: .8rem 0; scroll-margin-top: 7rem; }
    a { color: inherit; text-decoration: none; }
    a:hover { text-decoration: underline; }
    p { margin: .2rem 0 .4rem; }
    dl { display: grid; grid-template-columns: 5rem 1fr; margin: 0 0 .4rem; }
    dt { color: #555; }
    dd { margin: 0; }
    input { font: inherit; width: 100%; box-sizing: border-box; padding: .4rem .6rem; }
    table { border-collapse: collapse; width: 100%; margin: 0 0 .5rem; }
    caption { text-align: left; color: #555; }
    th, td { padding: .15rem .6rem .15rem 0; text-align: left; vertical-align: top; }
    th { font: 600 .9rem ui-monospace, monospace; white-space: nowrap; }
    pre { background: #f4f4f4; padding: .6rem; overflow-x: auto; margin: 0; }
    @media (prefers-color-scheme: dark) {
      body, header { background: #1b1b1b; color: #e6e6e6; }
      pre { background: #2a2a2a; }
      dt, caption { color: #aaa; }
    }
    @media print { header { position: static; } input, output { display: none; } }
    </style>
    """

  fileprivate static let search: StaticString = """
    <input id="search" type="search" autofocus="autofocus" autocomplete="off"
      placeholder="Words to look for, as history each" aria-label="Search"/>
    <output id="count" for="search"></output>
    """

  /// Shows what has all the words in it; it reads the page's own text, and writes none but numbers.
  fileprivate static let script: StaticString = """
    <script>
    "use strict";
    const field = document.getElementById("search");
    const count = document.getElementById("count");
    const entries = Array.from(document.querySelectorAll("article"), (element) => ({
      element, text: element.textContent.toLowerCase(),
    }));
    function look() {
      const words = field.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
      let shown = 0;
      for (const entry of entries) {
        const isFound = words.every((word) => entry.text.includes(word));
        entry.element.hidden = !isFound;
        if (isFound) shown += 1;
      }
      for (const group of document.querySelectorAll(".group")) {
        group.hidden = !group.querySelector("article:not([hidden])");
      }
      count.textContent = words.length === 0 ? "" : shown + " of " + entries.length;
    }
    field.addEventListener("input", look);
    window.addEventListener("hashchange", () => {
      field.value = "";
      look();
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    });
    look();
    </script>
    """
}
