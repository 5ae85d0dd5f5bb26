-- Which views there are by the settings: queries by name.

local ready = require("ready")

return function(settings)
  local queries, known = {}, {}
  local function add(views)
    for name, query in pairs(views) do queries[name] = query end
  end
  add(ready.always)
  if settings.sla then add(ready.with_sla) end
  for name in pairs(queries) do known[#known + 1] = name end
  table.sort(known)
  for _, name in ipairs(settings.leave_out) do
    if not queries[name] then
      error(("leave_out: there is no ready view %s; there is %s"):format(name, table.concat(known, ", ")), 0)
    end
    queries[name] = nil
  end
  for name in pairs(settings.views) do
    if not name:match("^[a-z][a-z0-9_-]*$") then
      error(("views.%s: a name has small letters, digits, - and _, as late"):format(name), 0)
    end
  end
  add(settings.views)
  return queries
end
