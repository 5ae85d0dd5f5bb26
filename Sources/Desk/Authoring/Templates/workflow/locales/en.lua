return {
  ["type.{{word}}"] = "{{title}}",
  ["stage.asked"] = "Asked",
  ["stage.approved"] = "Approved",
  ["stage.done"] = "Done",
  ["stage.rejected"] = "Rejected",
  ["stage.deleted"] = "Deleted",
  ["action.approve_{{word}}"] = "Approve",
  ["refusal.own"] = "who asked for it does not approve it",
}
