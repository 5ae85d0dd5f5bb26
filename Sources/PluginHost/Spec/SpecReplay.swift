import Kernel
import Lua
import Texts

/// What became of a recorded history that was asked again, change by change.
package struct SpecReplay: Sendable {
  /// A recorded change.
  package struct Change: Sendable {
    /// Its place among the changes, from 1, and its line in the file.
    package let index: Int
    package let line: Int
    /// The ticket's number in the file.
    package let there: Ticket.ID
    /// The number of the ticket here; `nil` where there is none.
    package var here: Ticket.ID?
    package let action: Action
    /// Who asked, by name.
    package let person: String
    package let at: Instant

    package init(
      index: Int, line: Int, there: Ticket.ID, action: Action, person: String, at: Instant,
    ) {
      (self.index, self.line, self.there) = (index, line, there)
      (self.action, self.person, self.at) = (action, person, at)
    }
  }

  /// How many changes were asked for, refused ones included.
  package var asked = 0
  /// How many were not asked for: those of plugins and of the desk itself, those that have no meaning
  /// here, and those of tickets that are not here.
  package var skipped = 0
  package var refused: [(change: Change, refusal: Refusal)] = []
  /// Those to which hooks added something, with what they added.
  package var amended: [(change: Change, edits: [Edit])] = []
  /// The tickets, by their numbers in the file.
  package var tickets: [(there: Ticket.ID, here: Ticket.ID)] = []
  /// The fields that the desk does not have, by name.
  package var unknownFields: [String] = []
  /// The steps of the last one.
  package var trace: [TraceStep] = []

  package init() {}
}

extension SpecReplay.Change {
  fileprivate var pairs: [LuaPair] {
    var pairs = [
      LuaPair("action", .string(action.name)), LuaPair("at", at.lua),
      LuaPair("file_ticket", .integer(there.rawValue)), LuaPair("index", .integer(Int64(index))),
      LuaPair("line", .integer(Int64(line))), LuaPair("person", .string(person)),
    ]
    if let here { pairs.append(LuaPair("ticket", .integer(here.rawValue))) }
    return pairs
  }
}

extension SpecReplay {
  /// `{ asked, done, skipped, refused, amended, tickets, unknown_fields }`.
  fileprivate func lua(on desk: any SpecDesk) throws -> LuaValue {
    let refused = refused.map { change, refusal in
      LuaValue.sorted(change.pairs + (refusal.lua.pairs ?? []))
    }
    let amended = try amended.map { change, edits in
      let edits = try edits.map { edit in
        LuaValue.sorted([
          LuaPair("by", .string(edit.by ?? "")), LuaPair("field", .string(edit.field)),
          LuaPair("from", try edit.from.specLua(on: desk)),
          LuaPair("to", try edit.to.specLua(on: desk)),
        ])
      }
      return LuaValue.sorted(change.pairs + [LuaPair("edits", .array(edits))])
    }
    let tickets = tickets.map { there, here in
      LuaValue.table([
        LuaPair("file_ticket", .integer(there.rawValue)),
        LuaPair("ticket", .integer(here.rawValue)),
      ])
    }
    return .table([
      LuaPair("amended", .array(amended)), LuaPair("asked", .integer(Int64(asked))),
      LuaPair("done", .integer(Int64(asked - self.refused.count))),
      LuaPair("refused", .array(refused)), LuaPair("skipped", .integer(Int64(skipped))),
      LuaPair("tickets", .array(tickets)),
      LuaPair("unknown_fields", .array(unknownFields.map(LuaValue.string))),
    ])
  }
}

extension LuaValue {
  /// A table by the bytes of its keys.
  fileprivate static func sorted(_ pairs: [LuaPair]) -> LuaValue {
    .table(pairs.sorted { $0.key.precedesByBytes($1.key) })
  }
}

extension Value {
  /// The value as a spec reads it: people by name.
  fileprivate func specLua(on desk: any SpecDesk) throws -> LuaValue {
    switch self {
    case .none: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let value): .string(value)
    case .time(let moment): moment.lua
    case .ticket(let id): .integer(id.rawValue)
    case .stage(let name, _): .string(name)
    case .attachment(let file): .string(file.name)
    case .person(let id): .string(try desk.person(id)?.name ?? "")
    case .list(let values): .array(try values.map { try $0.specLua(on: desk) })
    }
  }
}

extension SpecDeskAPI {
  private static let replayKeys: [APIPart] = [
    .init("as", .person, "who asks for all of it, as admin; else each change its own person")
  ]

  static let replay: [APIFunction] = [
    run(
      "reload",
      "loads the plugins anew, as docket plugin reload does: what they kept in variables is gone",
      [], "desk:reload()"
    ) { _, context, run throws(HostError) in
      let desk = run.desk
      let left = try context.reading { try desk.reload() }
      guard left.isEmpty else {
        throw HostError(
          Text.specReload(plugin: context.plugin, parts: Text(joining: left, by: "; ")))
      }
    },
    run(
      "replay", "asks for all changes of a recorded history again, in order of time",
      [
        .init(
          "file", .text, "in fixtures/ beside spec.lua, as docket export --anonymous writes it"),
        .options(replayKeys),
      ],
      gives: .init(
        .table,
        """
        { asked, done, skipped, refused, amended, tickets, unknown_fields }; refused has { index, \
        line, file_ticket, ticket, action, person, at, code, message, fields }, amended { edits } in \
        place of the last three
        """),
      """
      local replay = desk:replay("billing.ndjson")
      for _, change in ipairs(replay.refused) do
        spec.equal(change.action, "close")
      end
      """
    ) { call, context, run throws(HostError) in
      let name = call.text(0)
      let options = call.isMissing(1) ? .table([]) : call.argument(1)
      var table = SpecTable("desk:replay", options, replayKeys)
      let person = table.text("as")
      try table.check()
      if let person { _ = try known(person, context, run.desk) }
      guard let bytes = try run.options.fixtures.bytes(of: name) else {
        run.leaveOut(because: Text.specFixturePacked(file: SpecFixtures.file(name)))
        throw HostError(Text.specFixturePacked(file: SpecFixtures.file(name)))
      }
      let start = ContinuousClock.now
      let replay: SpecReplay
      do {
        replay = try run.desk.replay(bytes, as: person)
      } catch let refusal as Refusal {
        throw HostError(Text.frameOf(owner: SpecFixtures.file(name), problem: refusal.text))
      } catch {
        throw HostError(Text.frameOf(owner: SpecFixtures.file(name), problem: Text(of: error)))
      }
      // What the desk does is not the spec's doing.
      call.sandbox.postponeDeadline(by: start.duration(to: .now))
      context.forgetPeople()
      run.note(replay.trace)
      let desk = run.desk
      let value = try context.reading { try replay.lua(on: desk) }
      call.results.value(value, keys: context.layout.layout.keys)
    },
  ]
}
