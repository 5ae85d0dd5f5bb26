extension English {
  static let move = Section(
    "Moving from stage to stage",
    advice: "Ask for a move that the ticket's life cycle has, or change the ticket first.",
    [
      "move.discard_where": "discard to what? one of: {choices}",
      "move.no_lead":
        "the life cycle {lifecycle} does not say where {verb} leads from stage {stage}",
      "move.no_stage": "the life cycle {lifecycle} has no stage `{stage}`",
      "move.no_time": "until when? give a time such as +3d",
      "move.not_there": "ticket {ticket} is not {category}",
      "move.other_verb": """
      going from {from} to {to} is no {verb}; leave the stage out, or update it alone
      """,
    ])
}
