import Desk
import Kernel
import TestSupport

/// A file to be imported and the script that says what its rows mean; gone with their owner.
final class ImportFiles {
  private let place: TemporaryFolder

  init() throws {
    place = try TemporaryFolder()
  }

  var folder: String { place.path }

  /// Imports those rows, under their names, as `person`.
  @discardableResult
  func take(
    _ rows: String, into desk: TemporaryDesk, script: String = ImportFiles.cases,
    source: String? = nil, isDryRun: Bool = false, as person: String = "admin",
  ) throws -> ImportReport {
    let file = try place.write(ImportFiles.names + rows, to: "rows.csv")
    let code = try place.write(script, to: "cases.lua")
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
