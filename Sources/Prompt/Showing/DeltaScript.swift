import Desk
import Kernel

/// What a transaction holds as a script in Lua, a line for each request, which does it again.
struct DeltaScript {
  private let calls: [(call: String, numbers: [Int])]

  init(_ requests: [HeldRequest], in session: DeskSession) throws {
    let made = requests.compactMap(\.made)
    let writer = RequestScript(
      made: Set(made), kind: { session.rulebook.field($0)?.kind }, name: session.name(of:))
    var calls: [(call: String, numbers: [Int])] = []
    for (index, held) in requests.enumerated() {
      let call = try writer.line(of: held)
      // All tickets of an undo are one call.
      if held.request.undoes != nil, calls.last?.call == call {
        calls[calls.count - 1].numbers.append(index + 1)
      } else {
        calls.append((call, [index + 1]))
      }
    }
    self.calls = calls
  }

  var lines: [String] { calls.map(\.call) }

  /// The same with the numbers that `.see` and `.drop` take, as comments.
  var numberedLines: [String] {
    calls.map { call, numbers in
      "\(call)  -- \(numbers.map { "#\($0)" }.joined(separator: ", "))"
    }
  }
}

/// Writes requests as calls of `docket.tickets`.
private struct RequestScript {
  /// Tickets that earlier lines make.
  let made: Set<Ticket.ID>
  let kind: (String) -> FieldKind?
  let name: (Person.ID) throws -> String

  func line(of held: HeldRequest) throws -> String {
    let request = held.request
    if let undone = request.undoes { return "docket.undo(\(LuaText.quoted(undone.request)))" }
    let arguments = try table(arguments(of: request))
    if let made = held.made {
      return "local \(variable(made)) = docket.tickets.create\(arguments).ticket"
    }
    let ticket = request.ticket.map(number) ?? "nil"
    return "docket.tickets.\(request.action.name)(\(ticket), \(arguments))"
  }

  private func variable(_ ticket: Ticket.ID) -> String { "new\(ticket.rawValue)" }

  private func number(_ ticket: Ticket.ID) -> String {
    made.contains(ticket) ? variable(ticket) : "\(ticket.rawValue)"
  }

  /// The members of the call's table, in the order of the reference.
  private func arguments(of request: Request) throws -> [(String, String)] {
    var members: [(String, String)] = []
    var fields: [(String, String)] = []
    for (field, assignment) in request.set {
      let written = try text(of: assignment, in: field)
      if let own = RequestScript.key(of: field, in: request.verb) {
        members.append((own, written))
      } else {
        fields.append((field, written))
      }
    }
    for (param, value) in request.params.sorted(by: { $0.key < $1.key }) {
      members.append((param, try text(of: value)))
    }
    if !request.text.isEmpty {
      members.append((RequestScript.words(of: request.verb), LuaText.quoted(request.text)))
    }
    if request.isPublic, request.verb == .close { members.append(("public", "true")) }
    if !fields.isEmpty {
      members.append((request.verb == .create ? "fields" : "set", table(fields)))
    }
    if !request.note.isEmpty { members.append(("note", LuaText.quoted(request.note))) }
    try members += files(of: request)
    if !request.tellsPeople { members.append(("notify", "false")) }
    return members
  }

  /// The key of the call's table that stands for a field; `nil` where it is one of a table of fields.
  private static func key(of field: String, in verb: Verb?) -> String? {
    switch (verb, TicketField(rawValue: field)) {
    case (.create, let field?): field.rawValue
    case (.close, .closeReason): "reason"
    case (.close, .rootCauses): field
    case (.assign, .assignee): "to"
    default: nil
    }
  }

  /// The key of the words.
  private static func words(of verb: Verb?) -> String {
    switch verb {
    case .close: "comment"
    case .forward: "message"
    default: "text"
    }
  }

  private func files(of request: Request) throws -> [(String, String)] {
    var members: [(String, String)] = []
    var files: [String] = []
    for (index, upload) in request.uploads.enumerated() {
      let bytes = try upload.content.bytes(at: 0, count: Int(upload.size))
      let parts = [
        ("name", LuaText.quoted(upload.name)),
        ("base64", "docket.base64.encode(\(LuaText.quoted(bytes)))"),
      ]
      if index == 0, request.verb == .attach {
        members += parts
      } else {
        files.append(table(parts))
      }
    }
    if !files.isEmpty { members.append(("attachments", "{ \(files.joined(separator: ", ")) }")) }
    return members
  }

  private func text(of assignment: Request.Assignment, in field: String) throws -> String {
    switch assignment {
    case .value(let value): return try text(of: value, in: field)
    case .elements(let adding, let removing):
      let parts = try [("add", adding), ("remove", removing)].filter { !$0.1.isEmpty }
        .map { name, values in (name, try text(of: .list(values), in: field)) }
      return table(parts)
    }
  }

  private func text(of value: Value, in field: String = "") throws -> String {
    switch value {
    case .none: "docket.none"
    case .boolean(let value): "\(value)"
    case .integer(let value) where kind(field) == .duration: seconds(value)
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let text), .stage(let text, _): LuaText.quoted(text)
    case .time(let moment): seconds(moment.milliseconds)
    case .person(let id): LuaText.quoted(try name(id))
    case .ticket(let id): number(id)
    case .attachment(let attachment): LuaText.quoted(attachment.name)
    case .list(let values):
      "{ \(try values.map { try text(of: $0, in: field) }.joined(separator: ", ")) }"
    }
  }

  private func seconds(_ milliseconds: Int64) -> String {
    milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000)" : "\(Double(milliseconds) / 1_000)"
  }

  private func table(_ members: [(String, String)]) -> String {
    guard !members.isEmpty else { return "{}" }
    let parts = members.map { name, value in
      LuaText.isName(name) ? "\(name) = \(value)" : "[\(LuaText.quoted(name))] = \(value)"
    }
    return "{ \(parts.joined(separator: ", ")) }"
  }
}
