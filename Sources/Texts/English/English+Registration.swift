extension English {
  static let registration = Section(
    "What plugins register",
    advice: "Correct the call that the message names.",
    [
      "registration.action_on": """
      is `{on}`: this Docket has actions on tickets only; for a whole desk use docket.every or a \
      script
      """,
      "registration.action_taken": "is `{name}`, the kernel's own",
      "registration.admin": "is `admin`, which is the kernel's own",
      "registration.argument_taken": "have `{name}`, an argument that every action has",
      "registration.choices":
        "want a list of texts or { name, was }, or such a list by ticket type",
      "registration.choices_only": "are for type \"choice\" only",
      "registration.customer_notes": """
      give `{permission}` to customers, whom it would lead to notes or to other people's rights
      """,
      "registration.default": "give `{field}` {got}, wants {wanted}",
      "registration.default_field": "name a field that {unknown}",
      "registration.discard": "discard {word} to `{stage}`, which is {category}, not discarded",
      "registration.event":
        "the event `{event}` wants such as ticket.close, ticket.*, field.assignee",
      "registration.event_group": "the event `{event}`: its first word {unknown}",
      "registration.event_later": "events of {group} are not available yet",
      "registration.event_timer": "timers fire after the change: use docket.after(\"{event}\", …)",
      "registration.field_on": "is `{on}`: fields of anything but tickets are not available yet",
      "registration.field_taken": "is `{name}`, a word that the kernel has taken",
      "registration.function_taken": "is `{name}`, which docket.tickets has as a function already",
      "registration.hook_name": "is `{name}`, wants letters, digits, - and _",
      "registration.hook_twice": "is `{name}`, which another hook of this plugin has",
      "registration.lead": "want a stage, or a stage for each stage before; got {got}",
      "registration.lead_category": "{verb} to `{stage}`, whose category is {category}",
      "registration.lead_key": "have `{key}`, which {problem}",
      "registration.move": "from `{from}`: {problem}",
      "registration.moves": "from `{from}` want a list of stages",
      "registration.no_format": "is missing: csv, json or ndjson",
      "registration.numbers_only": "is for numbers and durations only",
      "registration.plain_name": "have `{name}`, which is no plain name",
      "registration.references_only": "only a field of the type ticket can have it",
      "registration.script_first":
        "docket.script: must be the first statement of the file, and there once",
      "registration.script_plugin": "docket.script: a plugin says this in its plugin.lua",
      "registration.stage": "want a name and a category each, got {got}",
      "registration.stage_category": "give `{name}` a category that {unknown}",
      "registration.stage_twice": "have `{name}` twice",
      "registration.taken": "is `{name}`, which this plugin has as a {what}",
      "registration.texts_only": "is for texts only",
      "registration.ticket_only": "is for fields of tickets, not for an action's {key}",
      "registration.timer_interval": """
      docket.every: wants an interval of at least a second such as "15m", or a time of day such \
      as "09:00"; got {got}
      """,
      "registration.timer_name": "docket.every: the name `{name}` wants letters, digits, - and _",
      "registration.timer_twice": "docket.every: this plugin has a timer `{name}` already",
      "registration.unknown_stage": "name a stage that {unknown}",
      "registration.was": "say of {name} that it was something that is no name of a stage",
    ])
}
