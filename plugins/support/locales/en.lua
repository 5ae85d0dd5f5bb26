return {
  ["type.question"] = "Question",
  ["stage.new"] = "New",
  ["stage.answered"] = "Answered",
  ["stage.open"] = "Open",
  ["stage.postponed"] = "Postponed",
  ["stage.resolved"] = "Resolved",
  ["stage.spam"] = "Spam",
  ["stage.deleted"] = "Deleted",
  ["role.agent"] = "Agent",
  ["role.manager"] = "Manager",
  ["role.customer"] = "Customer",
}
