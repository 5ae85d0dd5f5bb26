extension English {
  static let move = Section(
    "Moving from stage to stage",
    advice: "Ask for a move that the ticket's life cycle has, or change the ticket first.",
    [
      "move.discard_where": "discard to what? one of: {choices}",
      "move.elsewhere": "a ticket does not go from {from} to {to}; from there it goes to {stages}",
      "move.needs": "moving to {stage} needs {permission}",
      "move.no_lead":
        "the life cycle {lifecycle} does not say where {verb} leads from stage {stage}",
      "move.no_lifecycle": "the ticket has no life cycle",
      "move.no_stage": "the life cycle {lifecycle} has no stage `{stage}`",
      "move.no_time": "until when? give a time such as +3d",
      "move.not_first": "a new ticket begins as {stage}",
      "move.not_there": "ticket {ticket} is not {category}",
      "move.nowhere": "a ticket does not go from {from} to {to}; from there it goes nowhere",
      "move.other_verb":
        "going from {from} to {to} is no {verb}; leave the stage out, or update it alone",
      "move.requires": "moving to {stage} requires it",
      "move.wants": "moving to {stage} wants {condition}",
    ])
}
