import System

/// What somebody did at the keyboard, or what happened meanwhile.
enum Key: Equatable {
  case character(Unicode.Scalar)
  /// A key that terminals send as a sequence.
  case special(SpecialKey, sequence: [UInt8])
  case paste(Paste)
  case signal(TerminalInput.Signal)
  /// The terminal is gone.
  case ended
}

/// Keys whose sequences all terminals agree on.
enum SpecialKey: Equatable {
  case up
  case down
  case left
  case right
  case home
  case end
  case delete
  /// Another one, such as a function key.
  case other

  init(_ sequence: [UInt8]) {
    self =
      switch String(decoding: sequence.dropFirst(), as: UTF8.self) {
      case "[A", "OA": .up
      case "[B", "OB": .down
      case "[C", "OC": .right
      case "[D", "OD": .left
      case "[H", "OH", "[1~", "[7~": .home
      case "[F", "OF", "[4~", "[8~": .end
      case "[3~": .delete
      default: .other
      }
  }
}

/// Makes keys of the bytes that a terminal sends.
struct KeyReader {
  /// How long the rest of a sequence may take, before what came counts as the key Escape.
  static let patience = Duration.milliseconds(50)

  private static let escape: UInt8 = 0x1B
  private static let pasteStart = Array("\u{1B}[200~".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Bytes that were read and are not used yet.
  private var bytes: [UInt8] = []
  /// A signal that came in the middle of a key.
  private var signal: TerminalInput.Signal?

  /// The next key; waits for it.
  mutating func next(_ input: TerminalInput) -> Key {
    while true {
      if let signal = signal.take() { return .signal(signal) }
      if bytes.isEmpty {
        switch input.next(upTo: 1) {
        case .bytes(let more): bytes = more
        case .signal(let signal): return .signal(signal)
        case .ended: return .ended
        case .timeUp: continue
        }
      }
      if let key = key(input) { return key }
    }
  }

  /// The key that the waiting bytes begin with; `nil` if they begin with none.
  private mutating func key(_ input: TerminalInput) -> Key? {
    guard let first = bytes.first else { return nil }
    if first == KeyReader.escape { return sequence(input) }
    let count =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    fill(to: count, input)
    let letter = bytes.prefix(count)
    bytes.removeFirst(letter.count)
    guard let text = String(validating: letter, as: UTF8.self),
      let scalar = text.unicodeScalars.first
    else { return nil }
    // The second set of control characters stands for keys; nobody can type it.
    return scalar.value == 0 || (0x80..<0xA0).contains(scalar.value) ? nil : .character(scalar)
  }

  private mutating func sequence(_ input: TerminalInput) -> Key? {
    fill(to: 2, input)
    guard bytes.count > 1, bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
      bytes.removeFirst()
      return .character(Unicode.Scalar(KeyReader.escape))
    }
    var count = 3
    while fill(to: count, input), !(0x40...0x7E).contains(bytes[count - 1]), count < 16 {
      count += 1
    }
    let sequence = Array(bytes.prefix(count))
    bytes.removeFirst(sequence.count)
    if sequence == KeyReader.pasteStart { return paste(input) }
    return sequence == KeyReader.pasteEnd
      ? nil : .special(SpecialKey(sequence), sequence: sequence)
  }

  /// Waits until that many bytes are there, as long as a sequence may take.
  @discardableResult
  private mutating func fill(to count: Int, _ input: TerminalInput) -> Bool {
    while bytes.count < count {
      guard take(input, upTo: count - bytes.count, within: KeyReader.patience) else { return false }
    }
    return true
  }

  private mutating func take(
    _ input: TerminalInput, upTo count: Int, within time: Duration? = nil,
  ) -> Bool {
    switch input.next(upTo: count, within: time) {
    case .bytes(let more):
      bytes += more
      return true
    case .signal(let new):
      signal = new
      return false
    case .ended, .timeUp:
      return false
    }
  }
}

extension KeyReader {
  /// Reads to the end of what is pasted; what a signal or a lost terminal breaks off is dropped.
  private mutating func paste(_ input: TerminalInput) -> Key? {
    var pasted: [UInt8] = []
    var isCut = false
    while true {
      if let end = bytes.firstRange(of: KeyReader.pasteEnd) {
        pasted += bytes[..<end.lowerBound]
        bytes.removeSubrange(..<end.upperBound)
        isCut = isCut || pasted.count > Paste.limit
        return .paste(Paste(Array(pasted.prefix(Paste.limit)), isCut: isCut))
      }
      // The end may have come in part.
      let sure = max(0, bytes.count - KeyReader.pasteEnd.count)
      if pasted.count <= Paste.limit { pasted += bytes.prefix(sure) }
      bytes.removeFirst(sure)
      switch input.next(upTo: 1 << 16) {
      case .bytes(let more): bytes += more
      // A window that changes its size while somebody pastes is no reason to lose the text.
      case .signal(.resize): signal = .resize
      case .signal(let other):
        (signal, bytes) = (other, [])
        return nil
      case .ended: return .ended
      case .timeUp: continue
      }
    }
  }
}
