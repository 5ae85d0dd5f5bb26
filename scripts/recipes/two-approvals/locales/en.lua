return {
  ["field.approved_by"] = "Approved by",
  ["field.only"] = "Which tickets",
  ["field.needed"] = "Approvals needed",
  ["action.approve"] = "Approve",
  ["refusal.own"] = "who asked for it or works on it does not approve it",
  ["refusal.once"] = "you have approved it already",
  ["refusal.missing"] = "{given} of {needed} {needed|approval|approvals}: others approve with `docket do ID approve`",
  ["answer.left"] = "Approved; {n} more {n|is|are} needed.",
}
