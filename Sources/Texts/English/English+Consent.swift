extension English {
  static let consent = Section(
    "What plugins take and give",
    advice: """
      See all of it with `docket plugin info NAME`; agree with `--yes`, and to control of the desk \
      with `--trust NAME`.
      """,
    [
      "consent.action": "the action {action}",
      "consent.customers": "makes people with the role {role} customers",
      "consent.editing": "editing the field {field}",
      "consent.gives": "gives the role {role}: {grant}",
      "consent.lifts": "stops denying the role {role}: {grant}",
      "consent.move": "the move {move}",
      "consent.opens": "opens {what} to everybody; it needed the permission {permission}",
      "consent.reassigns": """
      opens {what} to people with the permission {other}; it needed the permission {permission}
      """,
      "consent.sends": "sends messages through its channel {channel}",
      "consent.staff": "makes people with the role {role} staff",
      "consent.takes": "takes {grant}",
      "consent.tells": "tells {audience} of {event} through {channel}",
      "consent.tells_when": "tells {audience} of {event} through {channel} when {condition}",
      "consent.viewing": "the field {field}",
    ])
}
