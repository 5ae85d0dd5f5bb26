import Desk
import Kernel
import TestSupport

/// A plugin with a form that does what its answers say.
enum FormPlugin {
  static let plugin = TestPlugin(
    "gate", permissions: "'ticket.view', 'note.view'",
    """
    docket.form{
      name = "visit", source = "desk_bell", key = "id",
      fields = {
        { name = "subject", type = "text", required = true, length = { 1, 20 } },
        { name = "level", type = "choice", choices = { "low", "high" }, default = "low" },
        { name = "who", type = "person" }, { name = "tags", type = "tag", many = true },
        { name = "span", type = "duration" }, { name = "asker", type = "text" },
        { name = "open", type = "ticket" }, { name = "id", type = "text" },
      },
      each = function(answers, form)
        if answers.subject == "fault" then error("it fell over") end
        if answers.subject == "none" then return nil, "nobody is here" end
        if answers.subject == "wrong" then return nil, { fields = { level = "does not fit" } } end
        if answers.subject == "count" then
          return { action = "note", ticket = 1, text = "seen " .. docket.tickets.count("is:open") }
        end
        if answers.open then
          return { action = "note", ticket = answers.open, text = answers.subject }
        end
        return {
          subject = answers.subject, requester = answers.asker or answers.who, tags = answers.tags,
          body = form.person .. " " .. answers.level .. " " .. tostring(answers.span),
        }
      end,
    }
    """)
}

extension TemporaryDesk {
  /// A desk with the form.
  convenience init(withForm: Void) throws {
    try self.init(staffed: ["support"])
    try enable(FormPlugin.plugin)
  }

  /// Answers the form with a document.
  func visit(
    _ json: String, as name: String = "ann", isOnce: Bool = false, isDryRun: Bool = false,
  ) throws -> IntakeResult {
    var scanner = DocumentScanner(countsEqual: true)
    let found = scanner.take(Array(json.utf8)) + scanner.finish()
    return try desk.take(
      found[0], by: "visit", as: person(name), isOnce: isOnce, isDryRun: isDryRun)
  }
}
