extension APIDoc {
  static let field = APIDoc(
    keys: """
      name: text: lower-case letters, digits and _; one name, one plugin
      type: text: text long_text integer number boolean time date duration choice person ticket queue tag
      on: text: ticket, which it is where it is left out
      many: boolean: whether it holds a list
      types: list of texts: the types of ticket that have it; all, where it is left out
      choices: list or table: of a choice, or by type of ticket; each a text, or { name, was }
      among: text: a condition that the person or ticket in it fulfils
      default: value: what a new ticket starts with
      between: list of two: the least and the most, of numbers and durations
      length: list of two: the least and the most characters, of texts
      pattern: text: a Lua pattern that the whole text fits
      required: boolean: whether it must not be empty
      show_if: text: a condition on which the ticket has it
      required_if: text: a condition on which it must not be empty
      view: text: the permission to see it, which is declared by this
      edit: text: the permission to edit it, or "plugin": only its own hooks do
      computed: function(ticket, now): gives the value where it is shown; it cannot be queried
      acyclic: boolean: for tickets: whether it never leads back to the ticket itself
      was: text: its name in an older version; what has the name follows
      """, gives: "nothing",
    example: """
      docket.field{
        name = "severity", type = "choice", choices = { "minor", "major" }, default = "minor",
        required_if = "priority:high..",
      }
      """)

  static let action = APIDoc(
    keys: """
      name: text: the verb, as in docket do ID NAME
      on: text: ticket, which it is where it is left out
      params: table: what it takes, by name; each a table with the keys of docket.field
      data: table: what propose gives back and the entry keeps, declared in the same way
      permission: text: who may do it; PLUGIN.NAME, where it is left out
      when: text: a condition on tickets that it is for
      propose: function(change): amends the change, or refuses it; gives the table of data
      """, gives: "nothing",
    example: """
      docket.action{
        name = "log_time", params = { spent = { type = "duration", required = true } },
        data = { seconds = { type = "number" } },
        propose = function(change)
          return { seconds = change.params.spent }
        end,
      }
      """)

  static let lifecycle = APIDoc(
    keys: """
      name: text: what docket.type calls it
      initial: text: the stage that new tickets have
      stages: list: of { "name", "category" } or { name, category, was }; categories are open waiting postponed closed discarded
      transitions: table: by stage a list of stages, or { to, requires, when, permission, refusal }
      leads: table: where close reopen postpone wake discard restore undo lead: a stage, or by stage
      on_reply: table: where a reply of an agent and a customer leads: a stage, by stage, or "@stay"
      """, gives: "nothing",
    example: """
      docket.lifecycle{
        name = "order", initial = "new",
        stages = { { "new", "open" }, { "sent", "closed" }, { "deleted", "discarded" } },
        transitions = { new = { "sent", "deleted" }, sent = { "new" }, deleted = { "@before" } },
        leads = { close = "sent", reopen = "new", discard = { deleted = "deleted" },
          restore = "@before" },
      }
      """)
}
