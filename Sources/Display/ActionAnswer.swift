import Desk
import Kernel
import Texts

/// What a plugin's action gave: its data, as far as whoever asked may see it, and its answer.
struct ActionAnswer {
  private let data: [String: Value]
  private let answer: JSON?
  private let values: ValueText
  private let action: Action

  /// Empty for an action of the kernel.
  init(of receipt: Receipt, _ action: Action, in session: DeskSession) throws {
    let spec = session.rulebook.actions[action.name]
    let ticket = try spec.flatMap { _ in try session.ticket(receipt.ticket) }
    data =
      ticket.map { session.viewer.sight(of: receipt.data, among: spec?.data ?? [], on: $0) } ?? [:]
    answer = spec == nil ? nil : receipt.answer?.withPlainNumbers
    values = session.values.of(spec?.data)
    self.action = action
  }

  /// The data, a value a line, then the answer.
  func lines(on surface: Surface) throws -> [String] {
    let given = try data.sorted { $0.key < $1.key }.map { name, value in
      "\(title(of: name).visible) = \(surface.shown(try values.text(value, of: name)))"
    }
    let said = answer?.spoken(on: surface, title: title) ?? []
    return given + said.flatMap(\.visibleLines).map(surface.isolated)
  }

  /// What a value is called, as the ticket's history calls it.
  private func title(of name: String) -> String {
    values.title(of: name, of: action.name)
  }

  /// The same for programs; none where there is neither.
  func members() throws -> [(String, JSON)] {
    var members: [(String, JSON)] = []
    if !data.isEmpty { members.append(("data", try values.unlabelled.json(data))) }
    if let answer { members.append(("answer", answer)) }
    return members
  }
}

extension JSON {
  /// The document with its fractions as texts, as all that programs read has them.
  fileprivate var withPlainNumbers: JSON {
    switch self {
    case .object(let members):
      if members.count == 1, members[0].0 == "number", let number = members[0].1.string {
        return .string(number)
      }
      return .object(members.map { ($0.0, $0.1.withPlainNumbers) })
    case .array(let items): return .array(items.map(\.withPlainNumbers))
    default: return self
    }
  }

  /// The document as people read it: members and elements a line each.
  fileprivate func spoken(on surface: Surface, title: (String) -> String) -> [String] {
    switch self {
    case .array(let items): items.map { $0.inline(on: surface) }
    case .object(let members):
      members.sorted { $0.0.precedesByBytes($1.0) }
        .map { "\(title($0.0)): \($0.1.inline(on: surface))" }
    default: [inline(on: surface)]
    }
  }

  private func inline(on surface: Surface) -> String {
    switch self {
    case .null: "–"
    case .boolean(let value): surface.words(value ? Text.wordYes : Text.wordNo)
    case .string(let text): text
    case .integer, .array, .object: text
    }
  }
}
