import ArgumentParser
import Desk
import Display
import Kernel
import System
import Texts

/// `docket doctor`: what is wrong with a desk, and what to do about it.
struct DoctorCommand: DocketSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Find what is wrong with a desk, and what to do about it.",
    discussion: """
      Looks at the system's libraries (docket version), the files and who may touch them, the room \
      on the disk, every page of the database, every chain of entries, each ticket's row, the search \
      tables, the clock, the outbox and its workers, admins and plugins. Changes nothing; ends with 1 where anything is wrong.

      --repair sets right what follows from the history (rows, values, search, counters) and gives \
      stale leases back, then looks again. The history itself is never repaired: a backup is. Where \
      nobody is left who manages roles, people and plugins, it makes whoever owns the file an admin.

      --map gives what is stored under a name that means nothing a name that there is, as after a \
      new version of a plugin has dropped a stage: KIND:OLD=NEW, where a kind is type, field, \
      reason, queue or role, or stage:TYPE.OLD=NEW, or choice:FIELD.OLD=NEW. The desk's history \
      tells of it, and each ticket's.

      Whoever owns the database's file may run it, and who has plugin.manage.

      Examples:
        docket doctor
        docket doctor --quick --json
        docket doctor --repair
        docket doctor --map stage:repair.shop=workshop --map field:severity=impact
      """)

  @Flag(help: "Set right what follows from the history.") var repair = false
  @Option(
    help: ArgumentHelp("Give what is stored another name.", valueName: "kind:old=new"),
    completion: .nothing)
  var map: [String] = []
  @Flag(help: "Leave out what reads all of the history.") var quick = false
  @Option(
    help: "How many megabytes a disk has at least that is not nearly full.", completion: .nothing)
  var leastFree: Int64 = 256
  @Option(help: "How many megabytes docket.db-wal has at most.", completion: .nothing)
  var mostJournal: Int64 = 64
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...1 << 40).contains(leastFree), (0...1 << 40).contains(mostJournal) else {
      throw ValidationError(Text.usageMegabytes.description)
    }
  }

  func run() throws {
    let (name, actor) = try authorize()
    let output = Output(answering: global)
    if !map.isEmpty { try mapNames(as: actor, output) }
    var doctor = examine(output)
    let repairs = Set(doctor.findings.compactMap(\.repair).filter { $0 != .keepers || isOwner })
    if repair, !repairs.isEmpty {
      try Desk(at: global.folder).repair(repairs, by: name, login: ThisProcess.login)
      for words in repaired(repairs, output) {
        try output.say(Text.doctorRepaired(what: words))
      }
      doctor = examine(output)
    }
    let report = DoctorReport(doctor: doctor, repaired: repair ? repaired(repairs, output) : [])
    if output.isJSON {
      try output.write(report.json(in: output.language))
    } else {
      try output.write(report.lines(on: output.standard))
    }
    guard doctor.findings.isEmpty else { throw ExitCode(Failure.Code.failed.exitStatus) }
  }

  private func mapNames(as actor: Actor, _ output: Output) throws {
    for followed in try Desk(at: global.folder).map(map, as: actor) {
      try output.say(followed.text)
    }
  }

  /// What was set right, in the reader's language.
  private func repaired(_ repairs: Set<Finding.Repair>, _ output: Output) -> [String] {
    repairs.map { $0.text.rendered(in: output.language) }.sorted()
  }

  private func examine(_ output: Output) -> Doctor {
    var habits = Doctor.Habits()
    habits.isQuick = quick
    habits.leastFreeBytes = leastFree << 20
    habits.mostJournalBytes = mostJournal << 20
    habits.isWorkerAlive = WorkerSign.isUp(in: global.folder)
    let bar = ProgressBar(Text.progressHistory, on: output.error)
    defer { bar.finish() }
    return Doctor.examine(global.folder, habits) { bar.show($0, of: $1) }
  }

  private var isOwner: Bool { ThisProcess.owns("\(global.folder)/docket.db") }

  /// Who asks, in a name for the log, and as whom the history has them.
  ///
  /// A desk that is in trouble may know nobody any more: its owner is whoever owns the file.
  private func authorize() throws -> (name: String, actor: Actor) {
    let isNamed =
      global.person != nil || !repair && ThisProcess.setting("DOCKET_AS") != nil
    let owner = (ThisProcess.login, Actor.desk)
    if !isNamed, isOwner { return owner }
    do {
      return try OpenDesk(global).read { session, _ in
        try session.requireStaff()
        try session.require(.pluginManage)
        return (session.person.name, .person(session.person.id))
      }
    } catch let error where DeskError.isOfDatabase(error) {
      // Nobody can be asked: that the database cannot be opened is what will be found.
      return owner
    } catch DeskError.badConfiguration {
      return owner
    }
  }
}

/// What the doctor found, for people and for programs.
private struct DoctorReport {
  let doctor: Doctor
  let repaired: [String]

  func lines(on surface: Surface) -> [String] {
    let findings = doctor.findings.flatMap { finding in
      let severity = surface.styled(surface.words(finding.severity.text), finding.severity.meaning)
      let words = surface.rendered(finding.text).visibleLines.map(surface.isolated)
      let head = "\(severity)  \(surface.words(finding.place)): \(words.first ?? "")"
      let rest = words.dropFirst().map { "    \($0)" }
      return ([head] + rest + ["    → \(surface.words(finding.remedy))"])
        .flatMap { surface.hung($0, margin: 6) }
    }
    return findings + surface.foldedLines(summary, margin: 0)
  }

  private var summary: Text {
    let errors = doctor.findings.count { $0.severity == .error }
    let warnings = doctor.findings.count - errors
    var parts: [Text] = []
    if errors > 0 { parts.append(Text.doctorErrors(count: errors)) }
    if warnings > 0 { parts.append(Text.doctorWarnings(count: warnings)) }
    let result = parts.isEmpty ? Text.doctorWell : Text(joining: parts, by: ", ")
    guard let history = doctor.history else { return result }
    let scope = Text.auditScope(entries: history.entries, tickets: history.tickets)
    return Text(joining: [scope, result], by: "")
  }

  func json(in language: Language) -> JSON {
    .object([
      (
        "findings",
        .array(
          doctor.findings.map { finding in
            .object([
              ("code", .string(finding.code)), ("severity", .string(finding.severity.rawValue)),
              ("place", .string(finding.place.rendered(in: language))),
              ("message", .string(finding.text.rendered(in: language))),
              ("remedy", .string(finding.remedy.rendered(in: language))),
              ("repairable", .boolean(finding.repair != nil)),
            ])
          })
      ),
      ("repaired", .array(repaired.map(JSON.string))),
      ("entries", doctor.history.map { .integer(Int64($0.entries)) } ?? .null),
      ("tickets", doctor.history.map { .integer(Int64($0.tickets)) } ?? .null),
    ])
  }
}

extension Finding.Severity {
  fileprivate var meaning: Meaning {
    switch self {
    case .warning: .warning
    case .error: .danger
    }
  }
}
