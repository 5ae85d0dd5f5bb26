-- What the server's answer means for the message: sent, to be tried again, later, or never.

local longest = 24 * 60 * 60

-- Seconds to wait by Retry-After, where it is a number; nil where it says no such thing.
local function wait(response)
  local text = response.headers["retry-after"]
  local seconds = tonumber(text and string.match(text, "^%d+$"))
  return seconds and seconds > 0 and math.min(seconds, longest) or nil
end

-- Answers that a later try may better: too early, the server's own trouble, and a token that is
-- being changed.
local passing = { [401] = true, [403] = true, [408] = true, [425] = true }

return function(response, problem)
  if response == nil then
    return nil, { code = problem.code == "denied" and "drop" or "retry", message = problem.message }
  end
  local status = response.status
  if status >= 200 and status < 300 then return true end
  local message = docket.text(docket.tr("push.status", { status = status }))
  -- The server counts messages, and says when there may be more: nothing has failed.
  if status == 429 then return nil, { code = "later", after = wait(response) or 60, message = message } end
  if passing[status] or status >= 500 then
    return nil, { code = "retry", after = wait(response), message = message }
  end
  return nil, { code = "drop", message = message }
end
