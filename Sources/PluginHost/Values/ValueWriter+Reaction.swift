import Kernel
import Lua

extension ValueWriter {
  /// A committed change as after hooks see it: the ticket before and as of the entry.
  func committed(
    _ entry: Entry, of entries: [Entry], sees manifest: Manifest, into writer: inout WireWriter,
  ) {
    let keys = layout.keys
    let earlier = entries.filter { $0.number < entry.number }
    let mark = writer.beginRecord(earlier.isEmpty ? layout.newChange : layout.change)
    write(entry.action, keys.action, &writer)
    write(entry.ticket.rawValue, keys.id, &writer)
    var ticket = Ticket(id: entry.ticket, folding: earlier)
    if !earlier.isEmpty {
      writer.key(keys.before)
      self.ticket(ticket, into: &writer)
    }
    ticket.apply(entry)
    writer.key(keys.after)
    self.ticket(ticket, into: &writer)
    writer.key(keys.edits)
    edits(entry.edits, into: &writer)
    // What stands on an internal entry is a note's: a forward's recipients as much as its words.
    let isSeen =
      entry.visibility == .public
      || manifest.permissions.contains { $0.permission == "note.view" }
    if !entry.text.isEmpty, isSeen { write(entry.text, keys.text, &writer) }
    write(entry.visibility.rawValue, keys.visibility, &writer)
    writer.key(keys.params)
    params(isSeen ? entry.params : [:], of: entry.action, into: &writer)
    writer.key(keys.data)
    data(isSeen ? entry.data : [:], of: entry.action, into: &writer)
    origin(of: entry, ticket: ticket, into: &writer)
    writer.end(mark)
  }

  private func origin(of entry: Entry, ticket: Ticket, into writer: inout WireWriter) {
    let keys = layout.keys
    writer.key(keys.attachments)
    attachments(added(by: entry.edits), into: &writer)
    writer.key(keys.actor)
    actor(named: entry.actor.person.flatMap(personName) ?? entry.actor.text, into: &writer)
    writer.key(keys.fromCustomer)
    writer.boolean(entry.actor.person != nil && entry.actor.person == ticket.requester)
    writer.key(keys.automatic)
    writer.boolean(false)
    write(entry.source, keys.source, &writer)
    write(entry.depth, keys.depth, &writer)
    writer.key(keys.now)
    time(entry.at, into: &writer)
    writer.key(keys.dryRun)
    writer.boolean(false)
    write(entry.seq.rawValue, keys.seq, &writer)
  }

  private func actor(named name: String, into writer: inout WireWriter) {
    let mark = writer.beginRecord(layout.actor)
    write(name, layout.keys.name, &writer)
    writer.key(layout.keys.roles)
    writer.end(writer.beginList())
    writer.end(mark)
  }

  /// A ticket's timer that fired, as hooks on `timer.NAME` see it.
  func fired(_ firing: TimerFiring, ticket: Ticket, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.change)
    write("timer.\(firing.name)", keys.action, &writer)
    write(ticket.id.rawValue, keys.id, &writer)
    for key in [keys.before, keys.after] {
      writer.key(key)
      self.ticket(ticket, into: &writer)
    }
    writer.key(keys.edits)
    writer.end(writer.beginList())
    writer.key(keys.data)
    writer.value(firing.dataValue, keys: layout.layout.keys)
    writer.key(keys.actor)
    actor(named: "desk", into: &writer)
    write("timer", keys.source, &writer)
    write(0, keys.depth, &writer)
    writer.key(keys.now)
    time(firing.now, into: &writer)
    writer.end(mark)
  }

  /// A message to a channel: a plain table.
  func message(_ message: ChannelMessage, into writer: inout WireWriter) {
    let mark = writer.beginTable()
    let texts = [
      ("recipient", message.recipient.name), ("address", message.address),
      ("event", message.event), ("subject", message.subject), ("text", message.text),
      ("language", message.language),
    ]
    for (name, text) in texts {
      writer.key(name)
      writer.string(text)
    }
    for (name, number) in [("id", message.id), ("attempt", message.attempt)] {
      writer.key(name)
      writer.integer(number)
    }
    writer.key("at")
    time(message.at, into: &writer)
    writer.key("entries")
    let list = writer.beginList()
    for entry in message.entries { self.entry(entry, into: &writer) }
    writer.end(list)
    if let ticket = message.ticket {
      writer.key("ticket")
      self.ticket(ticket, into: &writer)
    }
    writer.end(mark)
  }
}

extension TimerFiring {
  /// What was kept with the timer; nil where nothing was.
  var dataValue: LuaValue {
    guard !data.isEmpty, let json = try? JSON(parsing: data) else { return .null }
    return LuaValue(json)
  }

  /// `{ name, now, data, last, late }` as Lua has it.
  var lua: LuaValue {
    var pairs = [LuaPair("late", .number(Double(late) / 1000)), LuaPair("name", .string(name))]
    pairs.append(LuaPair("now", now.lua))
    if let last { pairs.append(LuaPair("last", last.lua)) }
    if dataValue != .null { pairs.append(LuaPair("data", dataValue)) }
    return .table(pairs.sorted { $0.key.precedesByBytes($1.key) })
  }
}
