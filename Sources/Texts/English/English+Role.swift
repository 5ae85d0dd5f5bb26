extension English {
  static let role = Section(
    "Roles, permissions and queues",
    advice: "Check with `docket role list`, `docket role show` and `docket queue list`.",
    [
      "role.admin_denied": """
      the role {role} is never denied {permission}: whoever has it can mend the desk; give people \
      another role instead
      """,
      "role.bad_name": "a role is a name of letters, digits, - and _",
      "role.deny": "deny {permission}",
      "role.desk_wide":
        "`{permission}` is about no ticket: it takes neither fields nor a condition",
      "role.grant_fields": "fields {fields}",
      "role.grant_when": "when {condition}",
      "role.line_fields": "on {fields}",
      "role.looks_like": "it looks like the name of the role {name}",
      "role.no_field": "there is no field `{field}`{hint}",
      "role.no_permission": "there is no permission `{permission}`{hint}",
      "role.no_queue": "there is no queue `{name}`{hint}",
      "role.not_granted": """
      the desk itself grants no {permission} to {role}; a plugin's grant is overruled with \
      docket role grant {role} {permission} --deny
      """,
      "role.queue_exists": "there is a queue `{name}` already",
      "role.queue_in_use": """
      {count} {count|ticket is|tickets are} in the queue `{name}`, discarded ones counted: move \
      them first, as with docket update queue:{name} queue=…
      """,
      "role.queue_name": "a queue is a name of letters, digits, - and _",
      "role.queue_of_plugin": "the queue `{name}` comes with a plugin",
      "role.staff_only": """
      a role on the customers' side never has {permission}: it leads to notes, or to other people's \
      rights
      """,
      "role.too_many": "the desk adds at most {most} grants to a role",
      "role.unknown": "there is no role `{role}`{hint}",
    ])
}
