import Desk
import Foundation
import Kernel
import TestSupport

/// A file to be imported and the script that says what its rows mean; gone with their owner.
final class ImportFiles {
  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("docket-import-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: folder) } catch { return }
  }

  /// Imports those rows, under their names, as `person`.
  @discardableResult
  func take(
    _ rows: String, into desk: TemporaryDesk, script: String = ImportFiles.cases,
    source: String? = nil, isDryRun: Bool = false, as person: String = "admin",
  ) throws -> ImportReport {
    let (file, code) = ("\(folder)/rows.csv", "\(folder)/cases.lua")
    try (ImportFiles.names + rows).write(toFile: file, atomically: true, encoding: .utf8)
    try script.write(toFile: code, atomically: true, encoding: .utf8)
    var order = ImportOrder(.script(code))
    order.source = source
    order.isDryRun = isDryRun
    return try desk.desk.importFile(
      file, order, as: try desk.person(person))
  }

  static let names = "case,at,who,what,text\n"

  /// The first row of a case creates its ticket; a later one is a note, or a change of `what`.
  static let cases = """
    docket.importer{
      name = "cases",
      format = "csv",
      each = function(row, import)
        local who = import:person{ name = row.who, roles = { "agent" } }
        local common = { key = row.case, at = row.at, actor = who }
        if row.what == "fault" then error("cannot read this") end
        if not import:seen(row.case) then
          common.subject = row.text
          common.requester = who
          import:create(common)
        elseif row.what == "note" then
          common.text = row.text
          import:note(common)
        else
          common.set = { [row.what] = row.text }
          import:update(common)
        end
      end,
    }
    """
}
