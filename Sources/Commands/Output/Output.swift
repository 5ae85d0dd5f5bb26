import Kernel

/// The two ways out: data to standard output, everything else to standard error.
struct Output: Sendable {
  let isJSON: Bool
  let standard: Surface
  let error: Surface

  init(isJSON: Bool, standard: Surface = Surface(1), error: Surface = Surface(2)) {
    self.isJSON = isJSON
    self.standard = standard
    self.error = error
  }

  /// Writes lines of data.
  func write(_ lines: [String]) throws(Failure) {
    guard !lines.isEmpty else { return }
    try SystemCalls.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: 1)
  }

  func write(_ line: String) throws(Failure) {
    try write([line])
  }

  /// Writes the command's one JSON document.
  func write(_ document: JSON) throws(Failure) {
    var bytes = document.bytes
    bytes.append(UInt8(ascii: "\n"))
    try SystemCalls.write(bytes, to: 1)
  }

  /// Asks something; the answer comes on the same line.
  func ask(_ question: String) throws(Failure) {
    try SystemCalls.write(Array(question.utf8), to: 2)
  }

  /// Says something that is not data; with `--json` too, since that is on the other way out.
  func say(_ line: String) throws(Failure) {
    try SystemCalls.write(Array((line + "\n").utf8), to: 2)
  }
}
