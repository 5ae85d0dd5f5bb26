import Crypto
import Kernel
import Testing

@Suite struct TicketFieldTests {
  /// A value that a field holds.
  private static func sample(of field: TicketField) -> Value {
    let one: Value =
      switch field.kind {
      case .person: .person(Person.ID(rawValue: 7))
      case .ticket: .ticket(Ticket.ID(rawValue: 8))
      case .time: .time(Instant(milliseconds: 9))
      case .stage: .stage("shelved", .postponed)
      case .priority: .text("urgent")
      case .attachment:
        .attachment(Attachment(name: "a", size: 1, type: "text/plain", digest: Digest(of: "a")))
      default: .text("word")
      }
    return field.isMany ? .list([one]) : one
  }

  @Test(arguments: TicketField.allCases.filter(\.isRecorded))
  func `a field that is set holds the value, and no other field does`(field: TicketField) {
    let before = Ticket(id: Ticket.ID(rawValue: 1))
    var after = before
    after.set(field.rawValue, to: Self.sample(of: field))
    #expect(after.value(of: field) == Self.sample(of: field))
    // A stage says what its category is.
    let bound: Set<TicketField> = field == .stage ? [.stage, .category] : [field]
    for other in TicketField.allCases where !bound.contains(other) {
      #expect(after.value(of: other) == before.value(of: other), "\(other.rawValue)")
    }
  }

  @Test(arguments: TicketField.allCases.filter { !$0.isRecorded })
  func `a field that follows from the history is not set`(field: TicketField) {
    let before = Ticket(id: Ticket.ID(rawValue: 1))
    var after = before
    after.set(field.rawValue, to: Self.sample(of: field))
    #expect(after == before)
  }

  @Test func `a ticket without entries has the fields that are never empty, and no others`() {
    let ticket = Ticket(id: Ticket.ID(rawValue: 1))
    for field in TicketField.allCases {
      #expect(ticket.value(of: field).isEmpty != field.isNeverEmpty, "\(field.rawValue)")
    }
  }

  @Test func `every field has a meaning and no two go by one name`() {
    let names = TicketField.allCases.map(\.rawValue) + TicketField.allCases.compactMap(\.alias)
    #expect(Set(names).count == names.count)
    for field in TicketField.allCases { #expect(!field.meaning.isEmpty, "\(field.rawValue)") }
  }

  /// A type with more cases than a word has bits.
  private struct Numbered: CaseIterable, Equatable {
    let number: Int
    static let allCases = (0..<150).map(Numbered.init)
  }

  @Test func `a set of cases holds any number of them, each apart`() {
    var set = CaseSet<Numbered>()
    #expect(!Numbered.allCases.contains(where: set.contains))
    for element in Numbered.allCases {
      set.insert(element)
      #expect(Numbered.allCases.filter(set.contains).map(\.number) == Array(0...element.number))
    }
  }
}
