import Glibc

/// The benchmark: what Docket costs, held against SQLite alone in the same run.
@main struct Bench {
  static func main() async {
    do {
      if CommandLine.arguments.dropFirst().first == "--time-program" {
        return try BenchProgram.report(Array(CommandLine.arguments.dropFirst(2)))
      }
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      if options.wantsHelp {
        print(Options.help)
        return
      }
      let last = try options.comparison.map(Comparison.init(path:))
      let report = try await Bench(options: options).run()
      print(options.isJSON ? report.json : report.table)
      if let last { print("\n" + last.table(of: report)) }
      if let path = options.saving { try Comparison.save(report, at: path) }
    } catch let error as Options.Mistake {
      Progress.say("bench: \(error.message)")
      exit(2)
    } catch {
      Progress.say("bench: \(error)")
      exit(1)
    }
  }

  let options: Options

  private func run() async throws -> Report {
    let place = try WorkFolder(options)
    defer { place.remove() }
    var report = Report()
    for group in options.groups {
      Progress.say("\(group.rawValue): \(group.summary)")
      report.rows += try await measure(group, in: place)
    }
    return report
  }

  private func measure(_ group: Group, in place: WorkFolder) async throws -> [ReportRow] {
    switch group {
    case .creates: try await CreateBench(scale: options.scale, place: place).rows()
    case .callers: try await CallerBench(scale: options.scale, place: place).rows()
    case .hooks: try HookBench(scale: options.scale, place: place).rows()
    case .imports: try ImportBench(scale: options.scale, place: place).rows()
    case .writes: try await WriteBench(scale: options.scale, place: place).rows()
    case .bulk: try await BulkBench(scale: options.scale, place: place).rows()
    case .reads: try await ReadBench(scale: options.scale, place: place).rows()
    case .size: try await SizeBench(scale: options.scale, place: place).rows()
    case .cold: try await ColdBench(scale: options.scale, place: place).rows()
    case .starts: try StartBench(scale: options.scale, place: place).rows()
    case .prompt: try await PromptBench(scale: options.scale, place: place).rows()
    case .reports: try await ReportBench(scale: options.scale, place: place).rows()
    }
  }
}

/// What can be measured on its own.
enum Group: String, CaseIterable {
  case creates
  case callers
  case hooks
  case imports
  case writes
  case bulk
  case reads
  case size
  case cold
  case starts
  case prompt
  case reports

  var summary: String {
    switch self {
    case .creates: "durable creates, one transaction each"
    case .callers: "creates of 64 callers at once"
    case .hooks: "before hooks that read three fields, loading plugins, their memory"
    case .imports: "the log of a real help desk"
    case .writes: "creates, updates and closes on a small and a large desk"
    case .bulk: "one update of many tickets"
    case .reads: "lists, searches, counts and histories on them"
    case .size: "how much room their tickets take"
    case .cold: "docket show 1 in a new process on them"
    case .starts: "every command's start"
    case .prompt: "the prompt: its start, going through rows, a long table"
    case .reports: "the bundled reports and the dashboard on a large desk with histories"
    }
  }
}

/// Tells on standard error what is being done.
enum Progress {
  static func say(_ line: String) {
    var line = line + "\n"
    line.withUTF8 { bytes in _ = unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }
}
