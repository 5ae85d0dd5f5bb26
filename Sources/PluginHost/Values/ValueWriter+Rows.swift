import Kernel
import Lua

extension ValueWriter {
  /// One of some tickets.
  func ticket(_ place: Int, of tickets: SeenTickets, into writer: inout WireWriter) {
    switch tickets {
    case .tickets(let tickets): ticket(tickets[place], into: &writer)
    case .rows(let rows): ticket(place, of: rows, into: &writer)
    }
  }

  /// A ticket as its row has it: the same bytes as those of the ticket itself.
  private func ticket(_ place: Int, of seen: Seen<TicketRows>, into writer: inout WireWriter) {
    let (rows, keys) = (seen.value, layout.ticketKeys)
    let (words, fields) = (rows.words, rows.fields(place))
    let first = rows.firstCell(place)
    let version: Int64 =
      if case .integer(let version) = rows.cells[first + keys.versionColumn] { version } else { 0 }
    let handle = TicketHandle(rows.id(place), version: version)
    let mark = writer.beginRecord(layout.ticket, handle: handle.rawValue)
    for part in keys.parts {
      switch part {
      case .column(let column, let key, let kind):
        cell(rows.cells[first + column], key, of: kind, words, into: &writer)
      case .list(let name, let key):
        writer.key(key)
        let list = writer.beginList()
        if let field = fields.first(where: { $0.kernel == name }) {
          elements(rows.elements(of: field), of: name, words, seen.proof, into: &writer)
        }
        writer.end(list)
      }
    }
    writer.key(keys.fields)
    customFields(fields, of: rows, seen.proof, into: &writer)
    writer.end(mark)
  }

  /// A key and what stands in its column; neither, where that is empty.
  private func cell(
    _ cell: TicketRows.Cell, _ key: KeyID, of kind: FieldKind, _ words: [UInt8],
    into writer: inout WireWriter,
  ) {
    switch (cell, kind) {
    case (.empty, _): break
    case (.text(let place), _):
      guard place.count > 0 else { break }
      writer.key(key)
      text(place, words, into: &writer)
    case (.integer(let number), .person):
      guard let name = personName(Person.ID(rawValue: number)) else { break }
      write(name, key, &writer)
    case (.integer(let rank), .priority):
      guard let priority = Priority(rank: rank) else { break }
      write(priority.rawValue, key, &writer)
    case (.integer(let milliseconds), .time):
      writer.key(key)
      seconds(milliseconds, into: &writer)
    case (.integer(let number), _): write(number, key, &writer)
    }
  }

  private func text(
    _ place: TicketRows.Words, _ words: [UInt8], into writer: inout WireWriter,
  ) {
    let (start, span) = (Int(place.start), words.span)
    writer.string(span.extracting(start..<start + Int(place.count)))
  }

  /// The elements of a list of the kernel's.
  private func elements(
    _ elements: ArraySlice<TicketRows.Element>, of field: TicketField, _ words: [UInt8],
    _ proof: SightProof, into writer: inout WireWriter,
  ) {
    for element in elements {
      switch (element, field.kind) {
      case (.text(let place), .tag): text(place, words, into: &writer)
      case (.other(.person(let id)), .person): writer.string(personName(id) ?? "")
      case (.other(.attachment(let file)), .attachment): attachment(file, proof, into: &writer)
      default: break
      }
    }
  }

  private func customFields(
    _ held: ArraySlice<TicketRows.Field>, of rows: TicketRows, _ proof: SightProof,
    into writer: inout WireWriter,
  ) {
    let mark = writer.beginRecord(layout.customFields)
    for definition in layout.fields {
      let field = held.first { $0.kernel == nil && $0.name == definition.name }
      guard field != nil || definition.isMany, let key = layout.fieldKeys[definition.name] else {
        continue
      }
      writer.key(key)
      customField(field, definition, of: rows, proof, into: &writer)
    }
    writer.end(mark)
  }

  private func customField(
    _ field: TicketRows.Field?, _ definition: FieldDefinition, of rows: TicketRows,
    _ proof: SightProof, into writer: inout WireWriter,
  ) {
    guard let field else { return value(.none, of: definition, proof, into: &writer) }
    let words = rows.words
    let mark = field.isList ? writer.beginList() : nil
    for element in rows.elements(of: field) {
      switch element {
      case .text(let place): text(place, words, into: &writer)
      case .other(let other): value(other, of: definition, proof, into: &writer)
      }
    }
    if let mark { writer.end(mark) }
  }
}

/// A field of a ticket's record, and where a row has it.
enum RowPart: Sendable {
  case column(Int, KeyID, FieldKind)
  case list(TicketField, KeyID)
}
