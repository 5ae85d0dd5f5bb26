import Desk
import Kernel
import Storage
import TestSupport

extension TemporaryDesk {
  /// Attaches a text under a name, as a person.
  @discardableResult
  func attach(
    _ name: String, _ text: String, to id: Int64, as person: String = "ann",
    isDryRun: Bool = false,
  ) throws -> Outcome {
    let upload = try Upload.text(name, text)
    return try act(person, "attach", id, isDryRun: isDryRun) { $0.uploads = [upload] }
  }

  /// The content of an attachment, as that person reads it.
  func content(
    _ name: String, of id: Int64, as person: String = "ann", at moment: Instant? = nil,
  ) throws -> String {
    try desk.session(as: try self.person(person)) { session in
      var bytes: [UInt8] = []
      let attachment = try session.attachment(
        name, of: Ticket.ID(rawValue: id), at: moment)
      try session.readContent(of: attachment) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// What SQLite's own shell says of the desk's database.
  @discardableResult
  func shell(_ sql: String) throws -> String {
    try SQLiteShell.run(on: folder + "/docket.db", sql)
  }

  /// How many contents the desk keeps, and in how many parts.
  func contents() throws -> String {
    try shell("SELECT (SELECT count(*) FROM content), (SELECT count(*) FROM content_part)")
  }
}

extension Upload {
  static func text(_ name: String, _ text: String) throws -> Upload {
    try Upload(
      name: name, content: MemoryContent(Array(text.utf8)), limit: Limit.attachmentBytes)
  }
}
