extension APIDoc {
  /// What a plugin's top level registers.
  static let registering: [Entry] = [
    ("docket.field", field), ("docket.action", action),
    (
      "docket.type",
      APIDoc(
        keys: """
          name: text: what tickets of it have in `type`
          lifecycle: text: the life cycle that gives its stages
          defaults: table: what a new ticket starts with, by field
          was: text: its name in an older version; tickets and queries follow
          """, gives: "nothing",
        example: """
          docket.lifecycle{
            name = "repair", initial = "new", stages = { { "new", "open" }, { "done", "closed" } },
            transitions = { new = { "done" } }, leads = { close = "done" },
          }
          docket.type{ name = "repair", lifecycle = "repair", defaults = { priority = "low" } }
          """)
    ),
    ("docket.lifecycle", lifecycle),
    (
      "docket.close_reason",
      APIDoc(
        keys: """
          name: text: what stands in `close_reason`
          types: list of texts: the types of ticket that close so; all, where it is left out
          requires: list of texts: fields that must not be empty, and "comment"
          clears: list of texts: fields that a reopening empties; else the plugin's own in requires
          was: text: its name in an older version; tickets and queries follow
          """, gives: "nothing",
        example: """
          docket.close_reason{ name = "warranty_over", requires = { "comment" } }
          """)
    ),
    (
      "docket.role",
      APIDoc(
        keys: """
          name: text: a new role, or one that is added to
          side: text: staff or customer; staff, where it is left out
          grants: list: permissions as texts, or { permission, deny, fields, when }
          was: text: its name in an older version; people, grants and views follow
          """, gives: "nothing",
        example: """
          docket.role{ name = "trainee", grants = {
            "ticket.view", { permission = "ticket.update", fields = { "tags" } },
          } }
          """)
    ),
    (
      "docket.queue",
      APIDoc(
        keys: """
          name: text: the queue's name
          was: text: its name in an older version; tickets and queries follow
          """, gives: "nothing",
        example: "docket.queue{ name = \"returns\" }")
    ),
    (
      "docket.view",
      APIDoc(
        keys: """
          name: text: the view's name
          query: text: a query of `docket help queries`
          share: text: the role that sees it; nobody else's views are touched
          """, gives: "nothing",
        example: "docket.view{ name = \"urgent\", query = \"is:open priority:urgent\" }")
    ),
    (
      "docket.channel",
      APIDoc(
        keys: """
          name: text: what subscriptions and notifications call it
          address: text: the field of a person that holds where to send, as email
          send: function(message): sends; gives true, or nil and { code = "retry"|"drop", message }
          """, gives: "nothing",
        example: """
          docket.channel{ name = "pager", address = "email", send = function(message)
            docket.log.info(message.subject)
            return true
          end }
          """)
    ),
    (
      "docket.subscription",
      APIDoc(
        keys: """
          name: text: its name within the plugin
          to: text: requester, assignee, team, followers, queue (who may work on it, where nobody else of the staff is told), or role:NAME
          event: text: as ticket.reply or field.priority
          when: text: a condition on the ticket
          channel: text: how it is told; inbox, where it is left out
          own: boolean: whether people hear of what they did themselves
          """, gives: "nothing",
        example: """
          docket.channel{ name = "board", send = function() return true end }
          docket.subscription{
            name = "team", to = "team", event = "ticket.reply", channel = "board",
          }
          """)
    ),
    (
      "docket.importer",
      APIDoc(
        keys: """
          name: text: the source that the desk remembers
          format: text: csv, json or ndjson
          rows: text: for json the way to the list of rows, as data.items
          time_zone: text: for times without a zone; the desk's, where it is left out
          rules: boolean: whether moves, evidence and validate hooks count
          after: boolean: whether after hooks and notifications follow
          update: boolean: whether a row that was in and has changed changes its ticket
          each: function(row, import): makes changes of a row; see docket help api import
          """, gives: "nothing",
        example: """
          docket.importer{ name = "old-desk", format = "csv", each = function(row, import)
            import:create{ key = row.number, at = row.date, subject = row.title }
          end }
          """)
    ),
    (
      "docket.script",
      APIDoc(
        keys: """
          summary: text: what it does, in a line
          permissions: list of texts: what it may do; as in plugin.lua
          settings: table: its settings by name, as in plugin.lua
          limits: table: limits of its own, as in plugin.lua
          on_fault: text: refuse or skip: what happens to a change where one of its hooks fails
          texts: table: its texts by language, then key
          """, gives: "nothing",
        example:
          "docket.script{ summary = \"Tags late tickets\", permissions = { \"ticket.view\" } }"
      )
    ),
    (
      "docket.every",
      APIDoc(
        """
        interval: duration or text: as "90m", seconds, or a time of day as "09:00"
        name: text: the timer's name within the plugin
        fn: function(timer): what is run; see docket help api timer
        """, gives: "nothing",
        example: """
          docket.every("1h", "count-late", function(timer)
            docket.log.info("late by " .. timer.late)
          end)
          """)
    ),
    hook("before", "change:set(\"tags\", { add = { \"new\" } })"),
    hook("validate", "change:refuse(\"subject\", \"say a little more\")"),
    hook("after", "docket.log.info(\"changed ticket \" .. change.id)"),
  ]

  private static func hook(_ kind: String, _ body: String) -> Entry {
    let after =
      kind == "after" ? "\nimport: boolean: whether it also runs for what an import writes" : ""
    return (
      "docket.\(kind)",
      APIDoc(
        """
        event: text: as ticket.create, ticket.*, field.priority; see docket help api events
        fn: function(change): what is run; see docket help api change
        o: table: options
        """,
        keys: """
          name: text: the hook's name in histories and traces
          priority: whole number: low ones run first; 100, where it is left out
          when: text: a condition on the ticket as it is to be
          on_fault: text: refuse or skip, where the function fails
          laps: whole number: how often it may come again in one chain of causes; 1
          """ + after, gives: "nothing",
        example: """
          docket.\(kind)("ticket.create", function(change)
            \(body)
          end, { name = "first-look", when = "priority:high.." })
          """)
    )
  }
}
