import Kernel
import Lua
import System
import Texts

/// Runs an importer's `each` on the rows of a file; what it asks for are values, in order.
///
/// It stays on the thread that made it. The desk makes requests of the calls, fills in tickets and
/// actors, and commits them.
package final class ImporterHost {
  package let spec: ImporterSpec
  private var box: PluginBox
  private var each: LuaFunction
  /// Runs the script in a fresh sandbox.
  private let makeBox: () throws(PluginProblem) -> PluginBox
  private let columns: [KeyID]
  private let row: ShapeID?
  private let asked: ImportCalls
  private let source: PluginSource

  /// What one row may use.
  private static let instructions: Int64 = 2_000_000
  private static let milliseconds: Int64 = 2_000

  /// Runs the script and takes the importer of that name, or its only one.
  ///
  /// `columns` are the names of a CSV file's columns; a name that comes twice is given as `NAME_2`
  /// the second time. `seen` says whether the desk has a ticket of that key from earlier runs;
  /// `openFile` opens a file beneath the folder of the rows' own.
  package init(
    script source: PluginSource, named name: String? = nil, columns: [String] = [],
    rulebook: Rulebook, desk: DeskTraits, seen: @escaping (String) -> Bool,
    openFile: @escaping (String) throws -> any Content = ImporterHost.openNothing,
    site: CrashSite? = nil, log: @escaping (PluginLogLine) -> Void,
  ) throws(PluginProblem) {
    let names = ImporterHost.unique(columns)
    let layout = HostLayout(of: rulebook.registry, columns: names)
    makeBox = { () throws(PluginProblem) in
      try PluginBox(
        source: source, as: .source(source.name), manifest: .script(named: source.name),
        catalogue: PluginTexts(), settings: [:], layout: layout, desk: desk, site: site, log: log)
    }
    box = try makeBox()
    spec = try ImporterHost.choose(name, among: box.context.draft.importers, of: source)
    each = try box.function(.importer(spec.name))
    self.columns = names.map { HostKeys.id($0, in: layout.layout.keys) }
    row = layout.layout.shape("row")
    asked = ImportCalls(spec: spec, rulebook: rulebook, seen: seen, openFile: openFile)
    self.source = source
    try enter()
  }

  /// For rows that come from nowhere: there is nothing beside them.
  package static func openNothing(_ path: String) throws -> any Content {
    throw HostError(Text.importerNothingBeside)
  }

  private func enter() throws(PluginProblem) {
    if let zone = spec.timeZone { try box.context.setZone(zone, in: source) }
  }

  /// Goes on in another sandbox where a row has used up all that it was given.
  private func renewBox() throws(PluginProblem) {
    box = try makeBox()
    each = try box.function(.importer(spec.name))
    try enter()
  }

  /// The only importer that a script registers, without running it.
  package static func importer(
    in source: PluginSource, desk: DeskTraits = DeskTraits(),
  ) throws(PluginProblem) -> ImporterSpec {
    let layout = HostLayout(fields: [], settings: [])
    let box = try PluginBox(
      source: source, as: .source(source.name), manifest: .script(named: source.name),
      catalogue: PluginTexts(), settings: [:], layout: layout, desk: desk
    ) { _ in }
    return try choose(nil, among: box.context.draft.importers, of: source)
  }

  /// What the importer makes of a row of a CSV file, whose values stand in the columns' order.
  ///
  /// A row with fewer or more values than columns is a problem, as is an error in the script; the
  /// next row can go on either way.
  package func calls(for values: [String]) throws(PluginProblem) -> [ImportCall] {
    guard values.count == columns.count, let row else {
      throw PluginProblem(
        plugin: box.context.plugin,
        Text.importerRowLength(values: values.count, columns: columns.count))
    }
    return try calls { writer in
      let mark = writer.beginRecord(row)
      for (key, value) in zip(columns, values) {
        writer.key(key)
        writer.string(value)
      }
      writer.end(mark)
    }
  }

  /// Forgets the keys that the last row created, since it did not go in, and gives back the people
  /// whom it named: scripts name each only once, so they come in all the same.
  package func forgetRow() -> [ImportCall] {
    asked.forgetRow()
    return asked.calls.filter { call in
      if case .person = call { true } else { false }
    }
  }

  /// What the importer makes of a row of a JSON file.
  package func calls(for row: RowValue) throws(PluginProblem) -> [ImportCall] {
    let keys = box.context.layout.layout.keys
    return try calls { $0.value(row.value, keys: keys) }
  }

  private func calls(
    _ writeRow: (inout WireWriter) -> Void,
  ) throws(PluginProblem) -> [ImportCall] {
    asked.begin()
    box.context.rows.reset()
    box.context.beginCall(milliseconds: ImporterHost.milliseconds)
    if box.sandbox.isPoisoned { try renewBox() }
    var budget = Budget(
      instructions: ImporterHost.instructions, milliseconds: ImporterHost.milliseconds)
    let importing = box.context.layout.importing
    do throws(LuaError) {
      _ = try box.context.doing(.importing(asked)) { () throws(LuaError) in
        try box.running(budget, milliseconds: 0) { () throws(LuaError) in
          try box.sandbox.call(each, budget: &budget) { writer in
            writeRow(&writer)
            writer.end(writer.beginRecord(importing))
          }
        }
      }
      return asked.calls
    } catch {
      throw PluginProblem(error, plugin: box.context.plugin)
    }
  }

  private static func choose(
    _ name: String?, among specs: [ImporterSpec], of source: PluginSource,
  ) throws(PluginProblem) -> ImporterSpec {
    let names = specs.map(\.name)
    guard let name else {
      if let only = specs.first, specs.count == 1 { return only }
      let others =
        names.isEmpty ? Text.importerNone : Text(words: names.joined(separator: ", "))
      throw PluginProblem(
        plugin: source.name, file: source.mainPath, Text.importerWhich(names: others))
    }
    if let spec = specs.first(where: { $0.name == name }) { return spec }
    throw PluginProblem(
      plugin: source.name, file: source.mainPath,
      Text.importerUnknown(unknown: Names.unknown(name, among: names)))
  }

  /// Column names, each once: the second of a name is `NAME_2`, or the next number that is free.
  package static func unique(_ columns: [String]) -> [String] {
    var taken = Set(columns)
    var seen: Set<String> = []
    return columns.map { column in
      guard !seen.insert(column).inserted else { return column }
      var number = 2
      while taken.contains("\(column)_\(number)") { number += 1 }
      let name = "\(column)_\(number)"
      taken.insert(name)
      return name
    }
  }
}

/// One thing that an importer wants done for a row, in the order in which it asked.
package enum ImportCall: Sendable {
  /// A person to be made where there is none of that name.
  case person(ImportedPerson)
  /// A request on the ticket that the source knows by `key`; a create makes it.
  ///
  /// `entry` is the source's own id of the entry, where it has such ids. The request's ticket and
  /// actor are left for the desk to fill in: `actor` is a person's name, `nil` for the importer's
  /// caller.
  case request(key: String, entry: String?, actor: String?, request: Request)
}

/// Somebody whom a row speaks of.
package struct ImportedPerson: Sendable {
  package let name: String
  package var email = ""
  package var language = ""
  package var roles: [String] = []
  package var fields: [PersonFieldChange] = []
  /// Whose clock times in the fields are on that have no zone.
  package var clock: Zone?

  package init(name: String) {
    self.name = name
  }
}
