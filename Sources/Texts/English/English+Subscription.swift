extension English {
  static let subscription = Section(
    "Subscriptions",
    advice: "See with `docket subscribe list` which there are, and what they tell of.",
    [
      "subscription.all": "all subscriptions",
      "subscription.by": "by {channel}",
      "subscription.channels": "there is: {names}",
      "subscription.event_form": "; an event is such as created, reply, ticket.close, field.queue",
      "subscription.is_muted": "muted",
      "subscription.line": "{audience}: {event}{when}, by {channel}{own}",
      "subscription.line_own": ", own changes too",
      "subscription.line_when": " when {condition}",
      "subscription.no_channel": "there is no channel `{name}`; {hint}",
      "subscription.no_channels": "no enabled plugin has any",
      "subscription.no_email":
        "{person} has no email to be reached at: docket person set {person} --email …",
      "subscription.no_event": "there is no event `{event}`{hint}",
      "subscription.no_part": "nobody has the part `{part}`{hint}",
      "subscription.nobody": "say who is to be told",
      "subscription.of_plugin":
        "`{key}` comes with a plugin; docket subscribe mute {key} keeps it from you",
      "subscription.of_role": "role {role}",
      "subscription.of_what": "of what? docket subscribe --event created, reply, stage …",
      "subscription.own": "subscription {key} is {person}'s own: docket subscribe remove {key}",
      "subscription.own_too": "own changes too",
      "subscription.person_or_all": "--person and --all exclude each other",
      "subscription.tells_nothing": "subscription {key} will tell nothing: it needs note.view",
      "subscription.told_to": "what {person} is told of",
      "subscription.too_long":
        "the conditions of all subscriptions of a person, a role or a part have at most {most} "
        + "characters together",
      "subscription.too_many":
        "a person, a role or a part has at most {most} subscriptions: remove one first",
      "subscription.unknown": "there is no subscription `{key}`; docket subscribe list shows them",
      "subscription.when": "when {condition}",
      "subscription.whom": "--person, --role and --part exclude each other",
    ])
}
