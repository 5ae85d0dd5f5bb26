-- A validate hook sees the change as it is to be, after all amendments, and may only refuse. All of
-- them run, so that whoever asks reads everything that is wrong at once.

local only = docket.settings.only

docket.validate("ticket.close", function(change)
  if change.after.assignee == nil then
    change:refuse("assignee", docket.tr("refusal.nobody"))
  end
end, { name = "assigned", when = only ~= "" and only or nil })
