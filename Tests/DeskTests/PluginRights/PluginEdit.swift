import Desk
import Kernel
import TestSupport
import Testing

/// Something that a plugin may do to a ticket, as Lua with the change in `change`.
struct PluginEdit: Sendable {
  let name: String
  /// The permission that it needs.
  let permission: String
  /// The stage that the ticket is in before.
  let stage: String
  let code: String

  init(_ name: String, _ permission: String, in stage: String = "new", _ code: String) {
    self.name = name
    self.permission = permission
    self.stage = stage
    self.code = code
  }

  /// What a hook may do to the change that it decides on.
  static let amendments = [
    PluginEdit("priority", "ticket.update", "change:set('priority', 'high')"),
    PluginEdit("due", "ticket.update", "change:set('due', change.now + 60)"),
    PluginEdit("assign", "ticket.update", "change:set('assignee', 'ann')"),
    PluginEdit("other", "ticket.update", "change:set('colour', 'red')"),
    PluginEdit("wait", "ticket.update", "change:set('stage', 'answered')"),
    PluginEdit("back", "ticket.update", in: "answered", "change:set('stage', 'open')"),
    PluginEdit("close", "ticket.close", "change:set('stage', 'resolved')"),
    PluginEdit("lead", "ticket.close", "change:move('close')"),
    PluginEdit("reopen", "ticket.reopen", in: "resolved", "change:set('stage', 'open')"),
    PluginEdit("again", "ticket.reopen", in: "resolved", "change:move('reopen')"),
    PluginEdit(
      "postpone", "ticket.postpone",
      "change:set('wake', change.now + 60) change:move('postpone')"),
    PluginEdit("wake", "ticket.postpone", in: "postponed", "change:move('wake')"),
    PluginEdit("discard", "ticket.discard", "change:move('discard', 'spam')"),
    PluginEdit("restore", "ticket.restore", in: "spam", "change:move('restore')"),
    PluginEdit("note", "note.add", "change:add_note('words')"),
  ]

  /// What a plugin asks the desk for, with `ask(verb, id, arguments)`.
  static let requests = [
    PluginEdit("priority", "ticket.update", "ask('update', id, { set = { priority = 'high' } })"),
    PluginEdit("wait", "ticket.update", "ask('update', id, { set = { stage = 'answered' } })"),
    PluginEdit("assign", "ticket.update", "ask('assign', id, { to = 'ann' })"),
    PluginEdit("other", "ticket.update", "ask('update', id, { set = { colour = 'red' } })"),
    PluginEdit("reply", "ticket.reply", "ask('reply', id, { text = 'words' })"),
    PluginEdit("note", "note.add", "ask('note', id, { text = 'words' })"),
    PluginEdit("close", "ticket.close", "ask('close', id, {})"),
    PluginEdit("move", "ticket.close", "ask('update', id, { set = { stage = 'resolved' } })"),
    PluginEdit("reopen", "ticket.reopen", in: "resolved", "ask('reopen', id, {})"),
    PluginEdit("postpone", "ticket.postpone", "ask('postpone', id, { by = '1d' })"),
    PluginEdit("wake", "ticket.postpone", in: "postponed", "ask('wake', id, {})"),
    PluginEdit("discard", "ticket.discard", "ask('discard', id, { to = 'spam' })"),
    PluginEdit("restore", "ticket.restore", in: "spam", "ask('restore', id, {})"),
    PluginEdit("attach", "ticket.attach", "ask('attach', id, { name = 'a.txt', base64 = 'aGk=' })"),
    PluginEdit("purge", "ticket.purge", in: "spam", "ask('purge', id, {})"),
  ]
}

/// A way for a plugin to write.
enum PluginWay: String, CaseIterable, Sendable {
  case before
  case laterRound = "later round"
  case propose
  case imported
  case also
  case after
  case timer

  var edits: [PluginEdit] {
    switch self {
    case .before, .laterRound, .propose: PluginEdit.amendments
    // What comes in as spam was nowhere before.
    case .imported: PluginEdit.amendments.filter { $0.name != "restore" }
    case .also, .after, .timer: PluginEdit.requests
    }
  }

  /// The code of a plugin for some of its edits: each is done where its tag, or its verb, says so.
  func code(of edits: [PluginEdit], marked mark: String) -> String {
    var parts = edits.map { code(for: $0, mark) }
    if self == .laterRound {
      parts.insert("docket.field{ name = '\(mark)', type = 'text' }\n", at: 0)
    }
    return parts.joined()
  }

  private func code(for edit: PluginEdit, _ mark: String) -> String {
    let name = "\(mark)_\(edit.name)"
    let options = "name = '\(name)', when = 'tags:\(name)'"
    let request = "local function ask(verb, ...) docket.tickets[verb](...) end "
    let code = "local id = change.id \(edit.code)"
    switch self {
    case .before, .imported: return hook("before", "field.tags", edit.code, options)
    case .laterRound:
      let first = "change:set('\(mark)', '\(name)')"
      return hook("before", "field.tags", first, "name = 'first_\(name)', when = 'tags:\(name)'")
        + hook("before", "field.\(mark)", edit.code, options)
    case .propose:
      return "docket.action{ name = '\(name)', permission = 'ticket.view', "
        + "propose = function(change) \(edit.code) end }\n"
    case .also:
      return hook(
        "before", "field.tags", "local function ask(...) change:also(...) end \(code)", options)
    case .after: return hook("after", "field.tags", request + code, options)
    case .timer:
      let first = "change:schedule('\(name)', change.now + 1)"
      return hook("before", "field.tags", first, options)
        + hook("after", "timer.\(name)", request + code, "name = 'timer_\(name)'")
    }
  }

  private func hook(_ kind: String, _ event: String, _ code: String, _ options: String) -> String {
    "docket.\(kind)('\(event)', function(change) \(code) end, { \(options) })\n"
  }

  /// Lets a plugin do it to a ticket of its own; the ticket's number.
  func run(_ edit: PluginEdit, marked mark: String, on desk: TemporaryDesk) throws -> Int64 {
    let name = "\(mark)_\(edit.name)"
    guard self != .imported else { return try runImport(name, in: edit.stage, on: desk) }
    let id = try desk.question(in: edit.stage)
    if self == .propose {
      _ = try desk.act("admin", name, id)
    } else {
      _ = try desk.act("admin", "update", id, ["tags": .texts([name])])
    }
    if self == .after || self == .timer { try desk.work(after: .seconds(2)) }
    return id
  }

  private func runImport(
    _ name: String, in stage: String, on desk: TemporaryDesk,
  ) throws -> Int64 {
    var id: Int64 = 1
    while try desk.ticket(id) != nil { id += 1 }
    let wake = stage == "postponed" ? "common.wake = '2036-01-01' " : ""
    _ = try ImportFiles().take(
      "a,2020-01-01T10:00:00Z,zoe,,Lamp\na,2020-01-01T10:01:00Z,zoe,tags,\(name)\n", into: desk,
      script: ImportFiles.cases.replacing(
        "common.subject = row.text",
        with: "\(wake)common.stage = '\(stage)' common.subject = row.text"),
      source: name)
    return id
  }
}
