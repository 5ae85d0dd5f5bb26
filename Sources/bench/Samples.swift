import Desk
import Kernel
import Storage

/// The tickets that are created, the same in every run.
enum Samples {
  private static let words = [
    "printer", "does", "not", "boot", "after", "update", "screen", "stays", "black", "when",
    "the", "network", "cable", "is", "unplugged", "invoice", "missing", "customer", "asks",
    "for", "password", "reset", "since", "yesterday", "error", "code", "shown", "twice", "office",
    "third", "floor", "urgent", "please", "call", "back", "mail", "server", "slow", "login",
    "fails",
  ]

  /// So many words, others for every number.
  static func text(_ number: Int, words count: Int) -> String {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(count)
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int((state >> 33) % UInt64(words.count))]
    }.joined(separator: " ")
  }

  static func subject(_ number: Int) -> String { text(number, words: 6) }
  static func body(_ number: Int) -> String { text(number, words: 30) }

  /// A create as somebody at the counter would make it.
  static func create(_ number: Int, by person: Person.ID) -> Request {
    Request(
      actor: .person(person), source: .cli, action: .verb(.create),
      set: [
        ("subject", .value(.text(subject(number)))), ("body", .value(.text(body(number)))),
        ("priority", .value(.text("high"))),
      ])
  }

  /// Makes a desk with five agents beside its administrator.
  static func desk(at path: String, plugins: [String]) throws -> Desk {
    let desk = try Desk.create(at: path, plugins: plugins, login: BenchProgram.login)
    try desk.administer(as: .desk) { administration in
      for name in ["ann", "ben", "cleo", "dirk", "eva"] {
        try administration.addPerson(name, PersonDraft(roles: ["agent"]))
      }
    }
    return desk
  }
}

extension Desk {
  /// The administrator whom every desk begins with.
  var admin: Person {
    get throws {
      guard let person = try read({ reader, _ in try reader.person(named: "admin") }) else {
        throw BenchError("the desk has no admin")
      }
      return person
    }
  }
}
