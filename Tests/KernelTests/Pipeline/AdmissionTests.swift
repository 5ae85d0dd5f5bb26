import Kernel
import TestSupport
import Testing

/// What is refused before the names in a request are looked up, and in whose words.
@Suite struct AdmissionTests {
  private let desk = KernelDesk()

  private func create(_ name: String, _ set: [String: Value]) throws -> Outcome {
    try desk.act(name, "create", nil, ["subject": .text("No light")].merging(set) { $1 })
  }

  @Test(arguments: ["assignee", "followers", "queue", "due", "source", "stage"])
  func `a new ticket is refused for the field that is not granted, and for that alone`(
    _ field: String,
  ) throws {
    desk.grant(Grant("ticket.create", fields: ["subject", "priority"]), to: "clerk")
    desk.add("eve", roles: ["clerk"])
    let outcome = try create("eve", [field: .text("ann"), "priority": .text("low")])
    #expect(outcome.refusal?.code == .denied)
    #expect(outcome.refusedFields == [field])
    try create("eve", ["priority": .text("low"), "source": .text("manual")]).receipt()
  }

  @Test func `who may not name somebody hears the same of people who are there and of others`()
    throws
  {
    let id = try desk.question()
    for (known, unknown) in [
      (
        try create("carl", ["requester": .text("dora")]),
        try create("carl", ["requester": .text("nobody")])
      ),
      (
        try desk.act("carl", "update", id, ["assignee": .text("ann")]),
        try desk.act("carl", "update", id, ["assignee": .text("nobody")])
      ),
      (
        try desk.act("carl", "forward", id, params: ["to": .texts(["ann"])]),
        try desk.act("carl", "forward", id, params: ["to": .texts(["nobody"])])
      ),
    ] {
      #expect(known.refusal?.code == .denied)
      #expect(known.refusal == unknown.refusal)
    }
  }

  @Test func `where a condition fails for what a field is set to, that field is refused`() throws {
    #expect(
      try create("carl", ["requester": .text("dora"), "tags": .text("a")]).refusedFields == [
        "requester"
      ])
    desk.grant(Grant("ticket.create", fields: ["subject"]), to: "clerk")
    desk.grant(Grant("ticket.create", fields: ["priority"], when: "priority:..normal"), to: "clerk")
    desk.add("eve", roles: ["clerk"])
    #expect(try create("eve", ["priority": .text("urgent")]).refusedFields == ["priority"])
    try create("eve", ["priority": .text("low")]).receipt()
  }

  @Test func `the type of a new ticket is chosen by who may set it`() throws {
    var registry = Registry.support
    registry.types.append(TypeSpec(name: "alarm", lifecycle: "question", plugin: "support"))
    let desk = KernelDesk(registry)
    desk.grant(Grant("ticket.create", fields: ["subject"]), to: "clerk")
    desk.add("eve", roles: ["clerk"])
    let set: [String: Value] = ["subject": .text("Dark")]
    for (type, refused) in [("question", []), ("alarm", ["type"])] {
      let outcome = try desk.act("eve", "create", nil, set.merging(["type": .text(type)]) { $1 })
      #expect(outcome.refusedFields == refused)
    }
  }

  @Test func `fields of plugins are granted by one word`() throws {
    let desk = KernelDesk(.supportWithReasons)
    desk.grant(Grant("ticket.create", fields: ["subject", "fields"]), to: "clerk")
    desk.grant(Grant("ticket.view"), to: "clerk")
    desk.add("eve", roles: ["clerk"])
    let id = try desk.question()
    let set: [String: Value] = ["subject": .text("Dark"), "duplicate_of": .integer(id)]
    try desk.act("eve", "create", nil, set).receipt()
    #expect(
      try desk.act("eve", "create", nil, set.merging(["body": .text("x")]) { $1 }).refusedFields
        == ["body"])
  }

  @Test func `a field that is hidden is unknown, whether or not it may be set`() throws {
    desk.grant(Grant("ticket.view", fields: ["subject"]), to: "clerk")
    desk.add("eve", roles: ["clerk"])
    let id = try desk.question()
    let outcome = try desk.act("eve", "update", id, ["assignee": .text("ann")])
    #expect(outcome.refusal?.code == .invalid)
    #expect(outcome.refusal?.message.contains("no such field") == true, "\(outcome)")
  }

  @Test func `a customer takes away what they attached, the staff whatever there is`() throws {
    let id = try desk.question()
    for name in ["ann", "carl"] {
      let upload = try Upload(name: name, content: MemoryContent([1]), limit: 9)
      try desk.act(name, "attach", id) { $0.uploads = [upload] }.receipt()
    }
    let refused = try desk.act("carl", "detach", id, params: ["name": .text("ann")])
    #expect(refused.refusal?.code == .denied && refused.refusedFields == ["name"])
    try desk.act("carl", "detach", id, params: ["name": .text("carl")]).receipt()
    try desk.act("bob", "detach", id, params: ["name": .text("ann")]).receipt()
    #expect(try desk.ticket(id)?.attachments.isEmpty == true)
  }
}
