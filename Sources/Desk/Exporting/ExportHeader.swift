import Kernel
import Texts

/// The first line of an export.
package struct ExportHeader: Equatable, Sendable {
  /// What stands for the desk that it is of.
  package let desk: String
  /// The last number that the desk had given to a ticket.
  package let last: Int64
  /// Whether notes are among the entries: without them entries are numbered otherwise.
  package let hasNotes: Bool

  /// Reads the first line of a file; `nil` where the file is no export of Docket's.
  ///
  /// Throws where it is one that this version cannot read.
  package static func read(from path: String) throws -> ExportHeader? {
    let stream = try FileStream(path: path)
    let (bytes, _) = try stream.takeLine(limit: 65_536)
    guard let bytes, let json = try? JSON(jsonBytes: bytes), json["docket"]?.string == "export"
    else { return nil }
    guard let format = json["format"]?.integer, format == ExportLines.format else {
      throw DeskError.unreadable(
        path: path,
        reason: Text.importOtherFormat(format: ExportLines.format))
    }
    guard let desk = json["desk"]?["id"]?.string, let last = json["last"]?.integer, last >= 0,
      last <= Limit.importedTickets, let hasNotes = json["notes"]?.boolean
    else {
      throw DeskError.unreadable(
        path: path, reason: Text.importBadHeader)
    }
    return ExportHeader(desk: desk, last: last, hasNotes: hasNotes)
  }

  /// The name under which the desk remembers what came from there.
  package var source: String { "docket-\(desk)" + (hasNotes ? "" : "-public") }
}
