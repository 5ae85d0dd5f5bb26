import Foundation
import Kernel
import PluginHost
import Testing

@Suite struct Importers {
  private func host(
    _ script: String, columns: [String], seen: @escaping (String) -> Bool = { _ in false },
  ) throws -> ImporterHost {
    let desk = try BenchDesk([Bundled.plugin("support")])
    return try ImporterHost(
      script: PluginSource(script: "bring", text: script), columns: columns,
      rulebook: desk.rulebook, desk: DeskTraits(), seen: seen
    ) { _ in }
  }

  private let model = """
    docket.importer{ name = "bring", format = "csv", each = function(row, import)
      local who = import:person{ name = row.Who:lower(), roles = { "agent" } }
      if import:seen(row.Case) then
        import:note{ key = row.Case, at = 60, actor = who, text = row.Text }
      else
        import:create{ key = row.Case, at = "1970-01-01 00:00:30", subject = row.Text, stage = "open" }
      end
    end }
    """

  @Test func `a row becomes calls in the order in which they are made`() throws {
    let host = try host(model, columns: ["Case", "Who", "Text"])
    let calls = try host.calls(for: ["c1", "Ann", "No light"])
    guard case .person(let person) = calls[0],
      case .request(let key, _, _, let request) = calls[1]
    else {
      Issue.record("not a person and a request")
      return
    }
    #expect(person.name == "ann")
    #expect(person.roles == ["agent"])
    #expect(key == "c1")
    #expect(request.isImport)
    #expect(request.at == Instant(milliseconds: 30_000))
    #expect(request.set.map(\.field) == ["subject", "stage"])
  }

  @Test func `a ticket that a row made is seen by the next`() throws {
    let host = try host(model, columns: ["Case", "Who", "Text"])
    _ = try host.calls(for: ["c1", "Ann", "No light"])
    let calls = try host.calls(for: ["c1", "Ann", "Still none"])
    guard case .request(_, _, let actor, let request) = calls.first else {
      Issue.record("not a request")
      return
    }
    #expect(request.verb == .note)
    #expect(request.text == "Still none")
    #expect(actor == "ann")
  }

  @Test func `a repeated column has a number`() {
    #expect(ImporterHost.unique(["a", "b", "a", "a_2", "a"]) == ["a", "b", "a_3", "a_2", "a_4"])
  }

  @Test func `a wrong column is an error with the nearest, and the next row goes on`() throws {
    let script = """
      docket.importer{ name = "bring", format = "csv", each = function(row, import)
        if row.Text == "bad" then return row.Txt end
      end }
      """
    let host = try host(script, columns: ["Text"])
    let problem = try #require(throws: PluginProblem.self) { try host.calls(for: ["bad"]) }
    #expect(problem.description.contains("bring/bring.lua:2"))
    #expect(problem.message.contains("Text"))
    #expect(try host.calls(for: ["good"]).isEmpty)
  }

  @Test func `a row of another length is a problem`() throws {
    let host = try host(model, columns: ["Case", "Who", "Text"])
    #expect(throws: PluginProblem.self) { try host.calls(for: ["c1"]) }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: log)))
  func `every row of the help desk's log gives exactly one request`() throws {
    let desk = try BenchDesk([Bundled.plugin("support"), Bundled.plugin("helpdesk-log")])
    let text = try String(contentsOfFile: Importers.log, encoding: .utf8)
    var rows = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = rows.removeFirst()
    let host = try ImporterHost(
      script: PluginFolder.script(at: Bundled.root + "/scripts/import-helpdesk-log.lua"),
      columns: columns, rulebook: desk.rulebook, desk: DeskTraits(), seen: { _ in false }
    ) { _ in }
    for row in rows.prefix(1000) {
      let requests = try host.calls(for: row).count { call in
        if case .request = call { true } else { false }
      }
      #expect(requests == 1)
    }
  }

  private static let log = Bundled.root + "/../shared/data/helpdesk-log.csv"
}
