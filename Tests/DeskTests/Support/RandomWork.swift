import Desk
import Kernel
import TestSupport

/// Random requests of a desk's people, right ones and wrong ones, the same in every run.
struct RandomWork {
  let desk: TemporaryDesk
  private var random: RepeatableRandom
  private(set) var tickets: Int64 = 0
  private(set) var refused = 0
  /// Whether people take notes; where they do not, the same choices are made all the same.
  var takesNotes = true

  init(on desk: TemporaryDesk, seed: UInt64) {
    self.desk = desk
    random = RepeatableRandom(seed: seed)
  }

  /// Makes one request and moves the clock on; returns the ticket that it was about.
  mutating func step() throws -> Int64 {
    desk.time.advance(milliseconds: Int64.random(in: 1...5_000_000, using: &random))
    let isCreate = tickets == 0 || (tickets < 20 && oneIn(10))
    let request = try isCreate ? creation() : change()
    let outcome = try perform(request)
    if outcome.refusal != nil { refused += 1 }
    guard isCreate, case .done(let receipt) = outcome.verdict else {
      return request.ticket?.rawValue ?? 1
    }
    tickets += 1
    return receipt.ticket.rawValue
  }

  private func perform(_ request: Request) throws -> Outcome {
    var request = request
    if !takesNotes {
      request.note = ""
      // One without words is refused, as it would be with notes.
      if request.verb == .note, !request.text.allSatisfy(\.isWhitespace) {
        request.action = .verb(.update)
      }
      // A new ticket's words are for everybody, as a reply's are.
      if request.verb != .reply, request.verb != .create { request.text = "" }
    }
    return try desk.desk.perform(request)
  }

  private mutating func oneIn(_ count: Int) -> Bool {
    Int.random(in: 1...count, using: &random) == 1
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &random)]
  }

  private mutating func creation() throws -> Request {
    try desk.request(
      pick(["admin", "ann", "carl"]), "create", nil,
      ["subject": .text(pick(["No light", "Straße gesperrt", "Принтер", "🔥 fire"]))],
      text: pick(["", "It went dark."]))
  }

  private mutating func change() throws -> Request {
    let ticket = Int64.random(in: 1...tickets, using: &random)
    let person = pick(["admin", "admin", "mia", "mia", "ann", "bob", "carl"])
    let note = oneIn(5) ? "seen by \(person)" : ""
    let verb = pick([
      "update", "update", "update", "note", "reply", "reply", "close", "reopen", "postpone", "wake",
      "discard", "restore", "assign", "attach", "detach",
    ])
    let params: [String: Value] =
      switch verb {
      case "postpone": ["till": .time(desk.time.clock.now().advanced(byMilliseconds: 60_000))]
      case "detach": ["name": .text(pick(["a.txt", "b.txt", "a (2).txt"]))]
      case "discard": ["to": .text(pick(["spam", "deleted", "nowhere"]))]
      default: [:]
      }
    let words = ["note", "reply"].contains(verb) ? pick(["Is it in?", "Ölfleck", "  "]) : ""
    let uploads = verb == "attach" ? [try Upload.text(pick(["a.txt", "b.txt"]), person)] : []
    return try desk.request(person, verb, ticket, fields(for: verb), text: words, params: params) {
      $0.note = note
      $0.uploads = uploads
    }
  }

  private mutating func fields(for verb: String) -> [String: Value] {
    switch verb {
    case "close":
      if oneIn(3) { return [:] }
      return [
        "close_reason": .text(pick(["solved", "no_answer", "duplicate"])),
        "root_causes": .texts([pick(["bulb", "fuse"])]),
      ]
    case "assign": return ["assignee": .text(pick(["ann", "bob", "nobody"]))]
    case "update":
      var fields: [String: Value] = [:]
      for _ in 1...Int.random(in: 1...3, using: &random) {
        let (name, value) = anyField()
        fields[name] = value
      }
      return fields
    default: return oneIn(8) ? ["priority": .text(pick(["low", "high"]))] : [:]
    }
  }

  private mutating func anyField() -> (String, Value) {
    switch Int.random(in: 1...9, using: &random) {
    case 1: ("subject", .text(pick(["No light", "Still dark", ""])))
    case 2: ("priority", .text(pick(["low", "normal", "urgent", "huge"])))
    case 3: ("tags", pick([.texts(["dark"]), .texts(["dark", "früh"]), .none]))
    case 4: ("assignee", pick([.text("ann"), .none]))
    case 5: ("followers", pick([.texts(["carl", "dora"]), .none]))
    case 6: ("due", pick([.text("+3d"), .none]))
    case 7: ("stage", .text(pick(["new", "answered", "open", "postponed", "resolved", "spam"])))
    case 8: ("close_reason", pick([.text("no_answer"), .none]))
    default: ("body", pick([.text("line\nline"), .none]))
    }
  }
}
