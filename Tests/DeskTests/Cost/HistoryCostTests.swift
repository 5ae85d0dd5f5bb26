import Desk
import Kernel
import Storage
import TestSupport
import Testing

/// What histories cost: the entries that are shown, not all there are, and each of them once.
@Suite struct HistoryCostTests {
  /// Entries of tickets by several people, notes among them, in one transaction; with `grudges` also
  /// edits of a field that few see.
  private static func fill(
    _ desk: TemporaryDesk, tickets: [Int64], rounds: Int, grudges: Bool = false,
    _ random: inout RepeatableRandom,
  ) throws {
    var requests: [Request] = []
    for _ in 0..<rounds {
      let id = tickets.randomElement(using: &random) ?? 1
      switch Int.random(in: 0..<(grudges ? 5 : 4), using: &random) {
      case 0: requests.append(try desk.request("ann", "note", id, text: "between us"))
      case 1: requests.append(try desk.request("bob", "reply", id, text: "hello"))
      case 2:
        let priority = ["low", "normal", "high", "urgent"].randomElement(using: &random) ?? "low"
        requests.append(
          try desk.request("ann", "update", id, ["priority": .text(priority)], text: "why"))
      case 4:
        let words = "g\(Int.random(in: 0..<9, using: &random))"
        requests.append(try desk.request("rita", "update", id, ["grudge": .text(words)]))
      default:
        let tag = "t\(Int.random(in: 0..<9, using: &random))"
        requests.append(try desk.request("bob", "update", id, ["tags": .texts([tag])]))
      }
    }
    _ = try desk.desk.perform(all: requests)
  }

  private static func desk(tickets: Int) throws -> (TemporaryDesk, [Int64]) {
    let desk = try TemporaryDesk(staffed: ["support"])
    try desk.desk.administer(as: .desk) { administration in
      try administration.grant(
        Grant("ticket.view", fields: ["subject", "stage", "priority"]), to: "half")
      try administration.grant(Grant("history.view"), to: "half")
      try administration.grant(Grant("ticket.view", when: "priority:high.."), to: "some")
      try administration.grant(Grant("history.view"), to: "some")
      try administration.grant(Grant("note.view", when: "priority:urgent"), to: "some")
    }
    try desk.add("hal", roles: ["half"])
    try desk.add("sue", roles: ["some"])
    let owners = ["carl", "dora"]
    return (
      desk, try (0..<tickets).map { try desk.question(["requester": .text(owners[$0 % 2])]) }
    )
  }

  /// The same desk with a field of which rita and wim know, and some edits of it.
  private static func deskWithGrudges(
    _ random: inout RepeatableRandom,
  ) throws -> (TemporaryDesk, [Int64]) {
    let (desk, ids) = try desk(tickets: 5)
    try desk.enable(HiddenEditTests.hiding)
    try desk.desk.administer(as: .desk) { administration in
      for permission in ["hidden.view", "hidden.edit"] {
        try administration.grant(Grant(permission), to: "rater")
      }
      try administration.grant(Grant("hidden.view", when: "priority:high.."), to: "guesser")
    }
    try desk.add("rita", roles: ["agent", "rater"])
    try desk.add("wim", roles: ["agent", "guesser"])
    try fill(desk, tickets: ids, rounds: 150, grudges: true, &random)
    return (desk, ids)
  }

  /// Compares what is shown page by page with whole histories; gives back how many entries are shown.
  private static func pagesAreWhole(
    _ names: [String], of ids: [Int64], on desk: TemporaryDesk,
  ) throws -> Int {
    var shown = 0
    for name in names {
      try desk.desk.session(as: desk.person(name)) { session in
        let whole = try ids.map { try session.history(Ticket.ID(rawValue: $0)) ?? [] }
        for (id, slow) in zip(ids, whole) {
          let query = try session.entryQuery("").of(Ticket.ID(rawValue: id))
          #expect(try session.history(query) == slow, "\(name), ticket \(id)")
          #expect(try session.history(query, limit: 7) == Array(slow.suffix(7)), "\(name)")
        }
        let edits = try session.history(session.entryQuery("edited:priority"))
        for (id, slow) in zip(ids, whole) {
          let own = edits.filter { $0.ticket.rawValue == id }
          #expect(own == slow.filter { $0.edits.contains { $0.field == "priority" } }, "\(name)")
        }
        var all: [Entry] = []
        try session.eachEntry(of: session.entryQuery("")) { all.append($0) }
        #expect(all == (try session.history(session.entryQuery(""))), "\(name)")
        #expect(all.count == whole.map(\.count).reduce(0, +), "\(name)")
        #expect(try session.count(session.entryQuery("")) == all.count, "\(name)")
        let last = try session.history(session.entryQuery(""), limit: 9)
        #expect(last == Array(all.suffix(9)), "\(name)")
      }
      shown += try backAndForth(name, through: ids, on: desk)
    }
    return shown
  }

  /// Asks for entries one by one in any order, and compares them with whole histories.
  private static func backAndForth(
    _ name: String, through ids: [Int64], on desk: TemporaryDesk,
  ) throws -> Int {
    var random = RepeatableRandom(seed: 9)
    let person = try desk.person(name)
    let asked = try ids.flatMap(desk.entries).map(\.seq).shuffled(using: &random)
    let whole = try ids.flatMap { try desk.history($0, by: name) ?? [] }
    let found = try desk.desk.read { reader, rulebook in
      let viewer = Viewer(
        authority: rulebook.authority(of: person), rulebook: rulebook,
        context: EvaluationContext(now: desk.time.clock.now(), me: person.id))
      let history = SeenHistory(reader, as: viewer)
      return try asked.compactMap(history.entry)
    }
    let sorted = found.sorted { ($0.ticket.rawValue, $0.number) < ($1.ticket.rawValue, $1.number) }
    #expect(sorted == whole, "\(name)")
    return whole.count
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a page of entries is what reading whole histories gives`(seed: UInt64) throws {
    var random = RepeatableRandom(seed: seed)
    let (desk, ids) = try Self.deskWithGrudges(&random)
    let names = ["admin", "ann", "carl", "hal", "rita", "sue", "wim"]
    #expect(try Self.pagesAreWhole(names, of: ids, on: desk) > 300)
    // Without its plugin nobody's rules name the field; its edits are hidden all the same.
    try desk.disable("hidden")
    #expect(try Self.pagesAreWhole(names, of: ids, on: desk) > 300)
  }

  @Test func `entries about secret fields alone count for those only who see them`() throws {
    var random = RepeatableRandom(seed: 4)
    let (desk, ids) = try Self.deskWithGrudges(&random)
    func numbersFollow(_ name: String, without hidden: Bool) throws {
      for id in ids {
        let all = try desk.entries(id)
        let first = hidden ? all.firstIndex { $0.veil != nil } ?? all.count : all.count
        let open = all.filter { !hidden || $0.veil == nil }
        try desk.desk.session(as: desk.person(name)) { session in
          let seen = try session.history(session.entryQuery("").of(Ticket.ID(rawValue: id)))
          #expect(seen.map(\.seq) == open.map(\.seq), "\(name)")
          #expect(seen.map(\.number) == (0..<open.count).map { Int64($0 + 1) }, "\(name)")
          #expect(seen.last?.version == (try session.ticket(Ticket.ID(rawValue: id))?.version))
          // The chain would tell of what came between.
          #expect(seen.prefix { $0.digest != nil }.count == first, "\(name)")
          #expect(seen.count { $0.digest != nil } == first, "\(name)")
        }
      }
    }
    #expect(try ids.flatMap(desk.entries).count { $0.veil != nil } > 10)
    try numbersFollow("ann", without: true)
    try numbersFollow("rita", without: false)
    try desk.disable("hidden")
    try numbersFollow("ann", without: true)
  }

  /// The steps that reading takes, of a person's session.
  private static func steps(
    _ name: String, on desk: TemporaryDesk, _ read: (DeskSession) throws -> Void,
  ) throws -> Int {
    try desk.desk.session(as: desk.person(name)) { session in
      try session.measured { try read(session) }.steps
    }
  }

  @Test(arguments: ["ann", "carl", "hal"])
  func `a ticket's history costs as much as it has entries`(name: String) throws {
    var random = RepeatableRandom(seed: 5)
    let (desk, ids) = try Self.desk(tickets: 1)
    try Self.fill(desk, tickets: ids, rounds: 100, &random)
    func steps() throws -> Int {
      try Self.steps(name, on: desk) { session in
        let query = try session.entryQuery("").of(Ticket.ID(rawValue: ids[0]))
        #expect(try session.history(query).count > 10)
      }
    }
    let few = try steps()
    try Self.fill(desk, tickets: ids, rounds: 300, &random)
    #expect(try steps() < few * 5)
  }

  @Test(arguments: ["ann", "carl"])
  func `the newest entries cost the same on a large desk`(name: String) throws {
    var random = RepeatableRandom(seed: 6)
    let (desk, ids) = try Self.desk(tickets: 4)
    try Self.fill(desk, tickets: ids, rounds: 100, &random)
    // Carl has the tickets of even places; others' must not cost him.
    let others = [ids[1], ids[3]]
    func steps() throws -> Int {
      try Self.steps(name, on: desk) { session in
        let found = try session.history(session.entryQuery(""), limit: 20)
        #expect(found.count == 20)
      }
    }
    let small = try steps()
    try Self.fill(desk, tickets: others, rounds: 400, &random)
    #expect(try steps() < small * 3 / 2)
  }

  @Test func `entries are counted only as far as that is cheap`() throws {
    var random = RepeatableRandom(seed: 7)
    let (desk, ids) = try Self.desk(tickets: 2)
    try Self.fill(desk, tickets: ids, rounds: 1_050, &random)
    try desk.desk.session(as: desk.person("ann")) { session in
      let (all, few) = (try session.entryQuery(""), try session.entryQuery("action:create"))
      #expect(try session.count(all) == nil)
      #expect(try session.count(few) == 2)
    }
  }

  @Test func `a list that costs too much is refused with the part that costs`() throws {
    let (desk, _) = try Self.desk(tickets: 30)
    try desk.desk.administer(as: .desk) { administration in
      for number in 1...200 {
        try administration.grant(
          Grant("ticket.view", when: "tag:x\(number) priority:urgent"), to: "many")
      }
    }
    try desk.add("moe", roles: ["many"])
    func problem(_ name: String, _ text: String) throws -> String {
      try desk.desk.session(as: desk.person(name)) { session in
        let query = try session.query(text)
        let error = #expect(throws: Refusal.self) { _ = try session.list(query, steps: 2_000) }
        let found = try session.list(query)
        #expect(found.count <= 30)
        return error?.message ?? ""
      }
    }
    #expect(try problem("moe", "id:1..").contains("200 conditions"))
    let terms = (1...200).map { "tag:x\($0)" }.joined(separator: " or ")
    #expect(try problem("ann", "not:(\(terms))").contains("the query's own terms"))
  }
}
