import Commands
import Glibc
import Kernel

/// Runs command lines one after the other in this one process, each as the program would.
///
/// The file has a list of objects with `arguments` and `input`; what is printed is a list of objects
/// with `status`, `output` and `errors`.
enum AnsweredLines {
  static func run(_ file: String) throws {
    let lines = try JSON(parsing: String(contentsOf: file)).array ?? []
    let streams = (0...2).map { dup($0) }
    let answers = lines.map { line in
      let arguments = (line["arguments"]?.array ?? []).compactMap(\.string)
      return answer(arguments, input: line["input"]?.string ?? "", beside: file)
    }
    for (number, stream) in streams.enumerated() { dup2(stream, Int32(number)) }
    print(JSON.array(answers).text)
  }

  private static func answer(
    _ arguments: [String], input: String, beside file: String,
  ) -> JSON {
    let names = ["in", "out", "err"].map { "\(file).\($0)" }
    write(input, to: names[0])
    for (number, name) in names.enumerated() {
      let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
      let opened = unsafe open(name, flags, 0o600)
      dup2(opened, Int32(number))
      close(opened)
    }
    let status = Program.run(arguments)
    fflush(nil)
    return .object([
      ("status", .integer(Int64(status))),
      ("output", .string((try? String(contentsOf: names[1])) ?? "")),
      ("errors", .string((try? String(contentsOf: names[2])) ?? "")),
    ])
  }

  private static func write(_ text: String, to name: String) {
    let file = unsafe open(name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
