import System

extension StandardStream {
  /// Writes all bytes; throws if the reader is gone or the disk is full.
  ///
  /// On a terminal, what would act on it is escaped: see `TerminalGate`. Data has no colours.
  func put(_ bytes: [UInt8], isData: Bool = false) throws(Failure) {
    do throws(SystemError) {
      try write(isTerminal ? TerminalGate.safe(bytes, isData: isData) : bytes)
    } catch {
      throw Failure(error)
    }
  }

  /// What is typed until the line ends, without blanks; `nil` at the end of input.
  func typedLine() -> String? {
    line(atMost: 4_096).map { line in
      String(
        decoding: line.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") },
        as: UTF8.self)
    }
  }
}
