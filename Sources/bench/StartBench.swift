import Kernel

/// How long each command takes to start: its help, from a new process to its end.
struct StartBench {
  let scale: Scale
  let place: WorkFolder

  func rows() throws -> [ReportRow] {
    guard let program = BenchProgram.besideThis("docket") else {
      return [
        ReportRow(
          measure: "start-up of the commands", unit: "ms",
          note: "there is no docket beside bench: swift build -c release --product docket")
      ]
    }
    let nothing = try median(["/bin/true"])
    return try commands(of: program).map { words in
      var row = ReportRow(
        measure: (["docket"] + words + ["--help"]).joined(separator: " "), unit: "ms",
        floorName: "true", floor: nothing, target: .valueAtMost(25))
      do {
        row.value = try median([program] + words + ["--help"])
      } catch let error as BenchError {
        row.note = error.description
      }
      return row
    }
  }

  private func median(_ arguments: [String]) throws -> Double {
    var readings = Readings()
    for ending in try BenchProgram.time(arguments, count: max(1, scale.repetitions), in: place) {
      guard ending.status == 0 else {
        throw BenchError("\(arguments.joined(separator: " ")) failed")
      }
      readings.add(ending.milliseconds)
    }
    return readings.median
  }

  /// The words of every command that can be given, as the program itself lists them.
  private func commands(of program: String) throws -> [[String]] {
    let path = place.fresh("commands")
    let ending = try BenchProgram.run([program, "--experimental-dump-help"], output: path)
    guard ending.status == 0,
      let command = try JSON(parsing: BenchProgram.text(of: path))["command"]
    else { throw BenchError("docket does not tell its commands") }
    let all = StartBench.names(in: command)
    // A smoke run shows that it works, not how fast it is.
    return scale.importsWhole ? all : Array(all.prefix(2))
  }

  private static func names(in command: JSON) -> [[String]] {
    (command["subcommands"]?.array ?? []).flatMap { child -> [[String]] in
      guard let name = child["commandName"]?.string, name != "help" else { return [] }
      let deeper = names(in: child)
      return deeper.isEmpty ? [[name]] : deeper.map { [name] + $0 }
    }
  }
}
