-- The ready views. A view may only ask for fields that the desk has, so those of `sla` are apart.

return {
  always = {
    mine = "assignee:me is:open,waiting sort:-priority,due columns:id,priority,stage,subject,requester,due",
    to_assign = "no:assignee is:open sort:-priority,created columns:id,priority,queue,subject,requester,created",
    overdue = "due:..now is:open,waiting sort:due columns:id,priority,subject,assignee,due",
    due_soon = "due:now..+1d is:open,waiting sort:due columns:id,priority,subject,assignee,due",
    waiting = "is:waiting sort:stage_since columns:id,stage,subject,requester,assignee,stage_since",
    workload = "is:open,waiting group:assignee",
  },
  with_sla = {
    breaching = "sla_state:at_risk is:open,waiting sort:resolve_by columns:id,priority,subject,assignee,resolve_by",
    breached = "sla_state:breached is:open,waiting sort:resolve_by columns:id,priority,subject,assignee,resolve_by",
  },
}
