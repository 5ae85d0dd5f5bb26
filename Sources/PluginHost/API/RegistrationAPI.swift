import Kernel
import Lua
import Texts

/// `docket.field`, `docket.type`, `docket.before` …: what a plugin's top level registers.
enum RegistrationAPI {
  static let functions: [APIFunction] =
    rules + world + hooks + [backfill, every, script, health] + later

  private static let rules: [APIFunction] = [
    spec(
      "field", "declares a custom field", Draft.fieldKeys,
      """
      docket.field{
        name = "severity", type = "choice", choices = { "minor", "major" }, default = "minor",
        required_if = "priority:high..",
      }
      """
    ) { draft, value throws(HostError) in try draft.addField(value) },
    spec(
      "type", "declares a type of ticket", Draft.typeKeys,
      """
      docket.lifecycle{
        name = "repair", initial = "new", stages = { { "new", "open" }, { "done", "closed" } },
        transitions = { new = { "done" } }, leads = { close = "done" },
      }
      docket.type{ name = "repair", lifecycle = "repair", defaults = { priority = "low" } }
      """
    ) { draft, value throws(HostError) in try draft.addType(value) },
    spec(
      "lifecycle", "declares stages", Draft.lifecycleKeys,
      """
      docket.lifecycle{
        name = "order", initial = "new",
        stages = { { "new", "open" }, { "sent", "closed" }, { "deleted", "discarded" } },
        transitions = { new = { "sent", "deleted" }, sent = { "new" }, deleted = { "@before" } },
        leads = { close = "sent", reopen = "new", discard = { deleted = "deleted" },
          restore = "@before" },
      }
      """
    ) { draft, value throws(HostError) in try draft.addLifecycle(value) },
    spec(
      "close_reason", "declares a reason for closing", Draft.closeReasonKeys,
      #"docket.close_reason{ name = "warranty_over", requires = { "comment" } }"#
    ) { draft, value throws(HostError) in try draft.addCloseReason(value) },
    spec(
      "role", "declares a role, or adds to one", Draft.roleKeys,
      """
      docket.role{ name = "trainee", grants = {
        "ticket.view", { permission = "ticket.update", fields = { "tags" } },
      } }
      """
    ) { draft, value throws(HostError) in try draft.addRole(value) },
    spec(
      "queue", "declares a queue", Draft.queueKeys, #"docket.queue{ name = "returns" }"#
    ) { draft, value throws(HostError) in try draft.addQueue(value) },
    spec(
      "view", "ships a saved query", Draft.viewKeys,
      #"docket.view{ name = "urgent", query = "is:open priority:urgent" }"#
    ) { draft, value throws(HostError) in try draft.addView(value) },
  ]

  private static let world: [APIFunction] = [
    APIFunction(
      "docket.action", "adds a verb", [.table(Draft.actionKeys)],
      example: """
        docket.action{
          name = "log_time", params = { spent = { type = "duration", required = true } },
          data = { seconds = { type = "number" } },
          propose = function(change)
            return { seconds = change.params.spent }
          end,
        }
        """, lanes: .loading, isMetered: true
    ) { (call: inout HostCall, context, _) throws(HostError) in
      try context.draft.addAction(call.argument(0), settings: context.manifest.settings)
    },
    spec(
      "channel", "adds a way to reach people", Draft.channelKeys,
      """
      docket.channel{ name = "pager", address = "email", send = function(message)
        docket.log.info(message.subject)
        return true
      end }
      """
    ) { draft, value throws(HostError) in try draft.addChannel(value) },
    spec(
      "subscription", "tells a role, or those with a part in a ticket, of a kind of change",
      Draft.subscriptionKeys,
      """
      docket.channel{ name = "board", send = function() return true end }
      docket.subscription{
        name = "team", to = "team", event = "ticket.reply", channel = "board",
      }
      """
    ) { draft, value throws(HostError) in try draft.addSubscription(value) },
    spec(
      "report", "adds a report", Draft.reportKeys,
      """
      docket.report{
        name = "open_by_queue", columns = { { "queue", "text" }, { "tickets", "integer" } },
        chart = { kind = "bars", label = "queue", values = { "tickets" } },
        run = function(report)
          local rows = {}
          for queue, count in pairs(docket.tickets.count("is:open", { by = "queue" })) do
            rows[#rows + 1] = { queue = queue, tickets = count }
          end
          return rows
        end,
      }
      """
    ) { draft, value throws(HostError) in try draft.addReport(value) },
    spec(
      "form", "adds a form, which people answer field by field and programs by documents of JSON",
      Draft.formKeys,
      """
      docket.form{
        name = "visit", source = "visit", fields = {
          { name = "subject", type = "text", required = true },
          { name = "room", type = "text" },
        },
        each = function(answers, form)
          local body = answers.room and "Room " .. answers.room or form.person
          return { action = "create", subject = answers.subject, body = body }
        end,
      }
      """
    ) { draft, value throws(HostError) in try draft.addForm(value) },
    spec(
      "importer", "adds an importer of files", Draft.importerKeys,
      """
      docket.importer{ name = "old-desk", format = "csv", each = function(row, import)
        import:create{ key = row.number, at = row.date, subject = row.title }
      end }
      """
    ) { draft, value throws(HostError) in try draft.addImporter(value) },
  ]

  private static let backfill = spec(
    "backfill", "works fields out once for the tickets that were there before the plugin",
    Draft.backfillKeys,
    """
    docket.field{ name = "size", type = "integer", edit = "plugin" }
    docket.backfill{ name = "size", query = "no:size", each = function(ticket)
      return { size = #ticket.subject }
    end }
    """
  ) { draft, value throws(HostError) in try draft.addBackfill(value) }

  private static func spec(
    _ name: String, _ summary: String, _ keys: [APIPart], _ example: String,
    _ add: @escaping @Sendable (inout Draft, LuaValue) throws(HostError) -> Void,
  ) -> APIFunction {
    APIFunction(
      "docket.\(name)", summary, [.table(keys)], example: example, lanes: .loading,
      isMetered: true
    ) { (call: inout HostCall, context, _) throws(HostError) in
      try add(&context.draft, call.argument(0))
    }
  }

  private static let hooks: [APIFunction] = [
    hook(.before, "amends or refuses a change", #"change:set("tags", { add = { "new" } })"#),
    hook(
      .validate, "refuses a final change", #"change:refuse("subject", "say a little more")"#),
    hook(
      .after, "reacts once a change is committed",
      #"docket.log.info("changed ticket " .. change.id)"#),
  ]

  private static func hook(
    _ kind: HookSpec.Kind, _ summary: String, _ body: String,
  ) -> APIFunction {
    APIFunction(
      "docket.\(kind)", summary,
      [
        .init(
          "event", .text, "as ticket.create, ticket.*, field.priority; see docket help api events"),
        .init(
          "fn", .function(["change"], kind == .after ? .reacting : .deciding),
          "what is run; see docket help api change"),
        .options(Draft.hookKeys(kind)),
      ],
      example: """
        docket.\(kind)("ticket.create", function(change)
          \(body)
        end, { name = "first-look", when = "priority:high.." })
        """, lanes: .loading, isMetered: true
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let options = call.isMissing(2) ? nil : call.argument(2)
      try context.draft.addHook(
        kind, event: call.text(0), function: call.function(1), options: options)
    }
  }

  private static let every = APIFunction(
    "docket.every", "runs a function again and again",
    [
      .init(
        "interval", .either(.duration, .text), #"as "90m", seconds, or a time of day as "09:00""#),
      .init("name", .text, "the timer's name within the plugin"),
      .init("fn", .function(["timer"], .reacting), "what is run; see docket help api timer"),
    ],
    example: """
      docket.every("1h", "count-late", function(timer)
        docket.log.info("late by " .. timer.late)
      end)
      """, lanes: .loading, isMetered: true,
  ) { (call: inout HostCall, context, _) throws(HostError) in
    try context.draft.addTimer(call.argument(0), name: call.text(1), function: call.function(2))
  }

  private static let script = APIFunction(
    "docket.script", "is a single file's manifest, its first statement",
    [.table(Draft.scriptKeys)],
    example: """
      docket.script{ summary = "Tags late tickets", permissions = { "ticket.view" } }
      """, lanes: [.load, .byHand],
  ) { (call: inout HostCall, context, _) throws(HostError) in
    try context.draft.setScript(call.argument(0), of: context.manifest)
    guard let manifest = context.draft.script else { return }
    context.manifest = manifest
    context.catalogue = PluginTexts(texts: manifest.texts)
    if case .declaring = context.occupation { throw HostError(Text.loadingDeclared) }
    let (_, problems) = SettingValues.resolve(
      manifest.settings, with: context.givenSettings, plugin: context.plugin)
    if let problem = problems.first { throw HostError(problem.reason) }
    do throws(LuaError) {
      try context.showSettings(in: call.sandbox)
    } catch {
      throw HostError(error.message)
    }
  }

  private static let health = APIFunction(
    "docket.health", "says how the plugin is, where people look after the desk",
    [
      .init(
        "fn", .function([], .reporting),
        """
        gives { ok = true }, or { ok = false, text = "what is wrong" }; it reads as far as whoever \
        asks may see, and changes nothing
        """)
    ],
    example: """
      docket.health(function()
        local unsent = docket.state.get("unsent") or 0
        return { ok = unsent == 0, text = unsent .. " messages were not sent" }
      end)
      """, lanes: .loading, isMetered: true,
  ) { (call: inout HostCall, context, _) throws(HostError) in
    guard context.draft.functions[.health] == nil else {
      throw HostError(Text.registrationHealthTwice)
    }
    context.draft.functions[.health] = call.function(0)
  }

  /// What the API has room for, but this Docket does not have yet.
  private static let later: [APIFunction] = ["receive"].map {
    name in
    APIFunction(
      "docket.\(name)", "is not available yet", example: "", lanes: .everywhere
    ) { (_: inout HostCall, _, _) throws(HostError) in
      throw HostError(Text.apiNotYet(name: name))
    }
  }
}
