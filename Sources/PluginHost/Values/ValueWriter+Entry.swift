import Crypto
import Kernel
import Lua

extension ValueWriter {
  /// An entry of the history.
  func entry(_ seen: Seen<Entry>, into writer: inout WireWriter) {
    entry(seen.value, seen.proof, into: &writer)
  }

  func entry(_ entry: Entry, _ proof: Sighted, into writer: inout WireWriter) {
    let keys = layout.keys
    let mark = writer.beginRecord(layout.entry, handle: entry.seq.rawValue)
    write(entry.seq.rawValue, keys.seq, &writer)
    write(entry.ticket.rawValue, keys.ticket, &writer)
    write(entry.number, keys.number, &writer)
    write(entry.version, keys.version, &writer)
    writer.key(keys.at)
    time(entry.at, into: &writer)
    writer.key(keys.recorded)
    time(entry.recorded, into: &writer)
    write(entry.request, keys.request, &writer)
    writer.key(keys.actor)
    writer.string(entry.actor.person.flatMap(personName) ?? entry.actor.text)
    write(entry.source, keys.source, &writer)
    write(entry.action, keys.action, &writer)
    writer.key(keys.params)
    params(entry.params, proof, of: entry.action, into: &writer)
    writer.key(keys.data)
    data(entry.data, proof, of: entry.action, into: &writer)
    writer.key(keys.edits)
    edits(entry.edits, proof, into: &writer)
    if !entry.text.isEmpty { write(entry.text, keys.text, &writer) }
    write(entry.visibility.rawValue, keys.visibility, &writer)
    writer.key(keys.attachments)
    added(by: entry.edits, proof, into: &writer)
    if let cause = entry.cause { write(cause.rawValue, keys.cause, &writer) }
    if let origin = entry.origin { write(origin.rawValue, keys.origin, &writer) }
    write(entry.depth, keys.depth, &writer)
    if let digest = entry.digest { write(digest.hex, keys.digest, &writer) }
    if let previous = entry.previous { write(previous.hex, keys.previous, &writer) }
    writer.end(mark)
  }

  /// A person, without anything secret.
  func person(_ seen: Seen<Person>, into writer: inout WireWriter) {
    let (person, keys) = (seen.value, layout.keys)
    let mark = writer.beginRecord(layout.person)
    write(person.name, keys.name, &writer)
    write(person.email, keys.email, &writer)
    write(person.language, keys.language, &writer)
    write(person.zone, keys.zone, &writer)
    writer.key(keys.roles)
    texts(person.roles, into: &writer)
    writer.end(mark)
  }

  func write(_ value: Int64, _ key: KeyID, _ writer: inout WireWriter) {
    writer.key(key)
    writer.integer(value)
  }

  func write(_ value: String, _ key: KeyID, _ writer: inout WireWriter) {
    writer.key(key)
    writer.string(value)
  }
}
