import Kernel
import PluginHost
import Storage
import Texts

/// Works out the computed fields of what a session shows, and its reports.
///
/// Plugins load when the first value is asked for, on the thread of the session. What they log, and
/// their faults, are kept for the desk's log until the session has ended.
final class ComputedFields {
  private let reader: Reader
  private let rulebook: Rulebook
  private let desk: Desk
  let post: WatchPost
  let lines = Lines()
  private var set: LoadedSet?
  private var host: ComputingHost?
  /// So many different faults are kept for the log.
  private static let mostFaults = 100
  private var faults: [String: (plugin: String, count: Int)] = [:]

  init(_ reader: Reader, by rulebook: Rulebook, of desk: Desk) {
    self.reader = reader
    self.rulebook = rulebook
    self.desk = desk
    post = desk.watchdog.watch.post()
  }

  deinit {
    desk.watchdog.watch.close(post)
  }

  /// Begins the next list: all its values together have a budget.
  func beginList() {
    host?.beginList()
  }

  /// The value, or `(fault: …)` where the plugin fails: showing a ticket never fails for it.
  ///
  /// What went wrong is told to whoever `mayKnowFaults`: it is words of a plugin's code.
  func value(
    of field: FieldSpec, for ticket: Ticket, on occasion: ComputingHost.Occasion,
    mayKnowFaults: Bool,
  ) throws -> Value {
    let host = try host ?? load()
    do {
      return try host.value(of: field, for: ticket, on: occasion)
    } catch {
      let line = "\(error.hook): \(error.message)"
      if faults[line] != nil || faults.count < ComputedFields.mostFaults {
        faults[line, default: (error.plugin, 0)].count += 1
      }
      let shown = mayKnowFaults ? Text.pageFault(problem: error.message) : Text.pageFaultUntold
      return .text(shown.description)
    }
  }

  /// What there is for the desk's log; a fault that came again and again is one line.
  func log(at moment: Instant) -> [LogLine] {
    let written = lines.all.map { LogLine($0, at: moment) }
    let failed = faults.sorted { $0.key < $1.key }.map { message, fault in
      let times = fault.count > 1 ? Text.logTimes(count: fault.count).description : ""
      return LogLine(
        at: moment, level: .error, plugin: fault.plugin, message: message + times)
    }
    return written + failed
  }

  /// The rows of a report; a plugin that fails is told of in the desk's log as well.
  func rows(of report: ReportSpec, in run: ReportRun) throws -> [[Value]] {
    let host = ReportingHost(try loaded(), post: post) { [lines] in lines.all.append($0) }
    do {
      return try host.rows(of: report, in: run)
    } catch {
      faults["\(error.hook): \(error.message)", default: (error.plugin, 0)].count += 1
      throw Refusal(
        .pluginFault, Text.reportFault(plugin: error.plugin, message: error.message),
        by: error.plugin)
    }
  }

  private func load() throws -> ComputingHost {
    let made = ComputingHost(try loaded(), post: post) { [lines] in lines.all.append($0) }
    host = made
    return made
  }

  private func loaded() throws -> LoadedSet {
    if let set { return set }
    try desk.watchdog.begin()
    let kept = desk.absentPlugins.union(rulebook.quarantine)
    let made = try store.loadEnabled(keeping: kept)
    set = made
    return made
  }

  /// The plugins that are named and what they require, loaded; the code of no other one runs.
  func loaded(only names: [String]) throws -> LoadedSet {
    try desk.watchdog.begin()
    let store = store
    let sources = try store.enabledSources()
    var (waiting, needed) = (names, Set<String>())
    while let name = waiting.popLast() {
      guard needed.insert(name).inserted, let source = sources.first(where: { $0.name == name })
      else { continue }
      waiting += PluginSummary(of: source).requires
    }
    let others = rulebook.registry.plugins.map(\.name).filter { !needed.contains($0) }
    return try store.load(
      sources, keeping: desk.absentPlugins.union(rulebook.quarantine).union(others))
  }

  /// Notes that a function of a plugin failed.
  func note(_ message: String, of plugin: String) {
    faults[message, default: (plugin, 0)].count += 1
  }

  private var store: PluginStore<Reader> {
    PluginStore(store: reader, traits: desk.traits(by: rulebook.settings), post: post)
  }

  final class Lines {
    var all: [PluginLogLine] = []
  }
}

extension DeskSession {
  /// The tickets with their computed fields worked out, as far as those are shown to the person.
  ///
  /// `names` says which fields; `nil` stands for all. `moment` is when the tickets are shown as of.
  package func computing(
    _ tickets: [Ticket], only names: Set<String>? = nil, at moment: Instant? = nil,
  ) throws -> [Ticket] {
    let fields = rulebook.registry.fields.filter { field in
      field.isComputed && (names?.contains(field.name) ?? true)
    }
    guard !fields.isEmpty else { return tickets }
    computing.beginList()
    let now = moment ?? now
    let occasion = ComputingHost.Occasion(
      desk: SessionReading(reader, rulebook: rulebook, now: now), audience: viewer, now: now)
    return try tickets.map { ticket in
      var shown = ticket
      for field in fields where isShown(field, on: ticket) {
        let value = try computing.value(
          of: field, for: ticket, on: occasion, mayKnowFaults: rulebook.isStaff(person))
        shown.fields[field.name] = value.isEmpty ? nil : value
      }
      return shown
    }
  }

  private func isShown(_ field: FieldSpec, on ticket: Ticket) -> Bool {
    guard field.types.isEmpty || field.types.contains(ticket.type),
      viewer.sees(field.name, of: ticket)
    else { return false }
    return field.showIf.map { rulebook.holds($0, on: ticket, in: viewer.context) } ?? true
  }
}
