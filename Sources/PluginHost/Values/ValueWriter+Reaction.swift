import Kernel
import Lua

/// A change that was committed: its entry, and the ticket before and after it.
struct CommittedChange {
  var entry: Entry
  /// `nil` where the entry is the ticket's first.
  var before: Ticket?
  var after: Ticket
  let isFromCustomer: Bool

  /// Takes the entries of the ticket up to that one.
  init(_ entry: Entry, of entries: [Entry]) {
    self.entry = entry
    let earlier = entries.filter { $0.number < entry.number }
    var ticket = Ticket(id: entry.ticket, folding: earlier)
    before = earlier.isEmpty ? nil : ticket
    ticket.apply(entry)
    after = ticket
    isFromCustomer = entry.actor.person != nil && entry.actor.person == ticket.requester
  }
}

extension ValueWriter {
  /// A committed change as after hooks see it: the ticket before and as of the entry.
  func committed(_ seen: Seen<CommittedChange>, into writer: inout WireWriter) {
    let (change, proof, keys) = (seen.value, seen.proof, layout.keys)
    let entry = change.entry
    let mark = writer.beginRecord(change.before == nil ? layout.newChange : layout.change)
    write(entry.action, keys.action, &writer)
    write(entry.ticket.rawValue, keys.id, &writer)
    if let before = change.before {
      writer.key(keys.before)
      ticket(before, proof, into: &writer)
    }
    writer.key(keys.after)
    ticket(change.after, proof, into: &writer)
    writer.key(keys.edits)
    edits(entry.edits, proof, into: &writer)
    if !entry.text.isEmpty { write(entry.text, keys.text, &writer) }
    write(entry.visibility.rawValue, keys.visibility, &writer)
    writer.key(keys.params)
    params(entry.params, proof, of: entry.action, into: &writer)
    writer.key(keys.data)
    data(entry.data, proof, of: entry.action, into: &writer)
    writer.key(keys.attachments)
    added(by: entry.edits, proof, into: &writer)
    origin(of: entry, isFromCustomer: change.isFromCustomer, into: &writer)
    writer.end(mark)
  }

  private func origin(
    of entry: Entry, isFromCustomer: Bool, into writer: inout WireWriter,
  ) {
    let keys = layout.keys
    writer.key(keys.actor)
    actor((entry.actor.person.flatMap(personName) ?? entry.actor.text, []), into: &writer)
    writer.key(keys.fromCustomer)
    writer.boolean(isFromCustomer)
    writer.key(keys.automatic)
    writer.boolean(false)
    write(entry.source.rawValue, keys.source, &writer)
    write(entry.depth, keys.depth, &writer)
    writer.key(keys.now)
    time(entry.at, into: &writer)
    writer.key(keys.dryRun)
    writer.boolean(false)
    write(entry.seq.rawValue, keys.seq, &writer)
  }

  /// A ticket's timer that fired, as hooks on `timer.NAME` see it.
  func fired(_ firing: TimerFiring, ticket: Seen<Ticket>, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.change)
    write("timer.\(firing.name)", keys.action, &writer)
    write(ticket.value.id.rawValue, keys.id, &writer)
    for key in [keys.before, keys.after] {
      writer.key(key)
      self.ticket(ticket, into: &writer)
    }
    writer.key(keys.edits)
    writer.end(writer.beginList())
    writer.key(keys.data)
    writer.value(firing.dataValue, keys: layout.layout.keys)
    writer.key(keys.actor)
    actor(("desk", []), into: &writer)
    write(Source.timer.rawValue, keys.source, &writer)
    write(0, keys.depth, &writer)
    writer.key(keys.now)
    time(firing.now, into: &writer)
    writer.end(mark)
  }

  /// A message to a channel: a plain table.
  func message(_ seen: Seen<ChannelMessage>, into writer: inout WireWriter) {
    let (message, proof) = (seen.value, seen.proof)
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
    if let data = message.data {
      writer.key("data")
      writer.value(LuaValue(data), keys: layout.layout.keys)
    }
    writer.key("entries")
    let list = writer.beginList()
    for entry in message.entries { self.entry(entry, proof, into: &writer) }
    writer.end(list)
    writer.key("files")
    attachments(message.files, proof, into: &writer)
    if let ticket = message.ticket {
      writer.key("ticket")
      self.ticket(ticket, proof, into: &writer)
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
