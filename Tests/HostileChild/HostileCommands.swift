import Commands
import Desk
import Glibc
import Kernel
import PluginHost
import TestSupport

/// Runs the program's commands, with arguments that nobody expects, on a desk of their own.
///
/// Which commands there are, and what they take, comes from the parser itself.
struct HostileCommands {
  private struct Command {
    var path: [String]
    var positionals: Int
    /// Each with whether it takes a value.
    var options: [(name: String, hasValue: Bool)]
  }

  private let folder: String
  private var random: RepeatableRandom

  init(desk folder: String, seed: UInt64) {
    self.folder = folder
    random = RepeatableRandom(seed: seed)
  }

  private static let words = [
    "", " ", "-", "--", "0", "1", "-1", "00", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "18446744073709551616", "1e308", "-1e308", "nan", "inf", "0x10", "١٢",
    "1", "2", "r1", "#1", "1.5", "9007199254740993", "999999999999999", "99999999999999999999d",
    "+9999y", "-9999y", "+1099511627776w", "+3d", "0000-01-01", "9999-12-31",
    "9999-12-31T23:59:59.999-14:00", "0000-01-01T00:00+14:00", "99999-01-01", "-0001-01-01", "now",
    "is:open", "due:..+9999y", "due:-9999y..+9999y", "limit:9223372036854775807", "limit:0",
    "id:9223372036854775807", "id:..9223372036854775807", "sort:-due", "group:due", "created:9999",
    "due=+9999y", "due=0000-01-01", "due=9999-12-31", "wake=+9999y", "parent=9223372036854775807",
    "priority=high", "tags+=x", "tags-=x", "subject=", "x=1e400", "=", "((((((", "\"", "mia",
    "admin",
    "role:agent", "support", "inbox", "csv", "json", "ndjson", "table", "ticket.update", "body",
    "\u{0}", "\r\nX: y", "a\u{1B}[2J", "\u{202E}", "日本", "/dev/null", "/nowhere/x", "../x",
  ]

  mutating func run(_ count: Int) throws -> Int {
    let commands = try prepare()
    let (output, errors) = (dup(1), dup(2))
    try redirect(to: "/dev/null")
    defer {
      dup2(output, 1)
      dup2(errors, 2)
    }
    for number in 0..<count {
      let command = commands[number % commands.count]
      _ = Program.run(["--desk", "\(folder)/desk", "--as", "admin"] + arguments(of: command))
    }
    return count
  }

  /// Makes the desk, and reads from the parser what there is to be run.
  private func prepare() throws -> [Command] {
    unsafe setenv("HOME", folder, 1)
    unsafe setenv("PAGER", "cat", 1)
    unsafe chdir(folder)
    let desk = try Desk.create(
      at: "\(folder)/desk", plugins: Desk.standardPlugins, login: "nobody")
    desk.close()
    let (output, errors) = (dup(1), dup(2))
    try redirect(to: "\(folder)/commands.json")
    _ = Program.run(["--experimental-dump-help"])
    fflush(nil)
    dup2(output, 1)
    dup2(errors, 2)
    _ = Program.run(["--desk", "\(folder)/desk", "--as", "admin", "new", "First"])
    let text = try String(contentsOf: "\(folder)/commands.json")
    let document = try JSON(parsing: text)
    return leaves(of: document["command"] ?? .null, below: [])
  }

  private func leaves(of shape: JSON, below path: [String]) -> [Command] {
    let all = (shape["subcommands"]?.array ?? []).filter { $0["commandName"]?.string != "help" }
    guard all.isEmpty else {
      return all.flatMap { leaves(of: $0, below: path + [$0["commandName"]?.string ?? ""]) }
    }
    let arguments = shape["arguments"]?.array ?? []
    let named = arguments.filter { $0["kind"]?.string != "positional" }.compactMap { argument in
      argument["names"]?.array?.first { $0["kind"]?.string == "long" }?["name"]?.string.map {
        ("--\($0)", argument["kind"]?.string == "option")
      }
    }
    // Those that follow and watch would do so for ever.
    let left = ["--desk", "--as", "--help", "--version", "--follow", "--watch"]
    let own = named.filter { !left.contains($0.0) }
    return [
      Command(
        path: path,
        positionals: arguments.count - arguments.count { $0["kind"]?.string != "positional" },
        options: own)
    ]
  }

  private mutating func arguments(of command: Command) -> [String] {
    var words = command.path
    for option in command.options where random.next().isMultiple(of: 5) {
      words.append(option.name)
      if option.hasValue { words.append(word()) }
    }
    let count = command.positionals + Int(random.next() % 3) - 1
    for _ in 0..<max(0, count) { words.append(word()) }
    // It would wait for work for ever.
    if command.path == ["work"] { words.append("--once") }
    return words
  }

  private mutating func word() -> String {
    let words = HostileCommands.words
    return words[Int(random.next() % UInt64(words.count))]
  }

  private func redirect(to path: String) throws {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let input = unsafe open("/dev/null", O_RDONLY)
    dup2(input, 0)
    dup2(file, 1)
    dup2(file, 2)
    close(file)
    close(input)
  }
}

extension String {
  /// The text of a small file.
  init(contentsOf path: String) throws {
    let file = unsafe open(path, O_RDONLY)
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe read(file, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    self.init(decoding: bytes, as: UTF8.self)
  }
}
