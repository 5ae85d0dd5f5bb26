import Kernel

/// What a piece of output means; colours follow from it.
package enum Meaning: CaseIterable {
  case plain
  case heading
  case faint
  case good
  case warning
  case danger
  /// What only the staff sees.
  case secret

  /// The terminal's code for it, by ECMA-48's SGR.
  private var code: String? {
    switch self {
    case .plain: nil
    case .heading: "1"
    case .faint: "2"
    case .good: "32"
    case .warning: "33"
    case .danger: "31"
    case .secret: "35"
    }
  }

  /// All codes that are written; `0` ends a colour.
  package static let codes = ["0"] + allCases.compactMap(\.code)

  /// The text in the meaning's colour.
  package func colouring(_ text: String) -> String {
    guard let code, !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension Priority {
  package var meaning: Meaning {
    switch self {
    case .low: .faint
    case .normal: .plain
    case .high: .warning
    case .urgent: .danger
    }
  }
}

extension Category {
  package var meaning: Meaning {
    switch self {
    case .open: .plain
    case .waiting: .warning
    case .postponed: .faint
    case .closed: .good
    case .discarded: .faint
    }
  }
}
