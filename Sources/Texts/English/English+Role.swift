extension English {
  static let role = Section(
    "Roles, permissions and queues",
    advice: "Check with `docket role list`, `docket role show` and `docket queue list`.",
    [
      "role.bad_name": "a role is a name of letters, digits, - and _",
      "role.no_field": "there is no field `{field}`{hint}",
      "role.no_permission": "there is no permission `{permission}`{hint}",
      "role.not_granted": """
      the desk itself grants no {permission} to {role}; a plugin's grant is overruled with \
      docket role grant {role} {permission} --deny
      """,
      "role.notes": "a role on the customers' side never sees or adds notes",
      "role.queue_exists": "there is a queue `{name}` already",
      "role.queue_name": "a queue is a name of letters, digits, - and _",
      "role.unknown": "there is no role `{role}`{hint}",
    ])
}
