import Kernel
import System
import Texts

/// The two ways out: data to standard output, everything else to standard error.
package struct Output: Sendable {
  package let isJSON: Bool
  package private(set) var standard: Surface
  package private(set) var error: Surface
  /// Whether long output may be shown a screen at a time.
  package let mayPage: Bool

  package init(
    isJSON: Bool, mayPage: Bool = true, standard: Surface = Surface(.output),
    error: Surface = Surface(.error),
  ) {
    self.isJSON = isJSON
    self.mayPage = mayPage
    self.standard = standard
    self.error = error
  }

  /// The language of all that is said and written.
  package var language: Language {
    get { standard.language }
    set {
      standard.language = newValue
      error.language = newValue
    }
  }

  /// The clock of whoever reads.
  package var zone: Zone? {
    get { standard.zone }
    set {
      standard.zone = newValue
      error.zone = newValue
    }
  }

  /// Looks at the terminal's size once more.
  package mutating func measure() {
    standard.measure()
    error.measure()
  }

  /// Writes lines of data.
  package func write(_ lines: [String]) throws(Failure) {
    guard !lines.isEmpty else { return }
    try StandardStream.output.put(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// Writes lines of data to be read: on a terminal that is too small for them through a pager.
  package func page(_ lines: [String]) throws(Failure) {
    guard mayPage, standard.isTooSmall(for: lines), let pager = Pager(), pager.show(lines) else {
      return try write(lines)
    }
  }

  package func write(_ line: String) throws(Failure) {
    try write([line])
  }

  /// Writes the command's one JSON document.
  package func write(_ document: JSON) throws(Failure) {
    var bytes = document.shownBytes
    bytes.append(UInt8(ascii: "\n"))
    try StandardStream.output.put(bytes)
  }

  /// Asks something; the answer comes on the same line.
  package func ask(_ question: Text) throws(Failure) {
    try StandardStream.error.put(Array(error.words(question).utf8))
  }

  /// Writes a text of the catalogue.
  package func write(_ text: Text) throws(Failure) {
    try write(standard.words(text))
  }

  /// Says a text of the catalogue.
  package func say(_ text: Text) throws(Failure) {
    for line in error.foldedLines(text, margin: 0) { try say(line) }
  }

  /// Says something that is not data; with `--json` too, since that is on the other way out.
  package func say(_ line: String) throws(Failure) {
    try StandardStream.error.put(Array((line + "\n").utf8))
  }
}

extension StandardStream {
  /// Writes all bytes; throws if the reader is gone or the disk is full.
  ///
  /// On a terminal, what would act on it is escaped: see `TerminalGate`. Data has no colours.
  package func put(_ bytes: [UInt8], isData: Bool = false) throws(Failure) {
    do throws(SystemError) {
      try write(isTerminal ? TerminalGate.safe(bytes, isData: isData) : bytes)
    } catch {
      throw Failure(error)
    }
  }

  /// What is typed until the line ends, without blanks; `nil` at the end of input.
  package func typedLine() -> String? {
    line(atMost: 4_096).map { line in
      String(
        decoding: line.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") },
        as: UTF8.self)
    }
  }
}
