-- The whole rule is a condition: the kernel checks it, and the hook runs for those tickets alone.

local settings = docket.settings

docket.field{ name = "vip", on = "person", type = "boolean" }

local words = {}
for _, phrase in ipairs(settings.words) do words[#words + 1] = 'subject:"' .. phrase .. '" or body:"' .. phrase .. '"' end

if #words > 0 then
  docket.before("ticket.create", function(change)
    if change.source == "import" then return end
    change:set("priority", settings.priority)
  end, {
    name = "raise",
    when = "requester.vip:true priority<" .. settings.priority .. " (" .. table.concat(words, " or ") .. ")",
  })
end
