-- What an answer means for the message: sent, to be tried again, or never.

local longest = 24 * 60 * 60

local months = {
  Jan = 1, Feb = 2, Mar = 3, Apr = 4, May = 5, Jun = 6,
  Jul = 7, Aug = 8, Sep = 9, Oct = 10, Nov = 11, Dec = 12,
}

-- Seconds to wait by Retry-After (RFC 9110, 10.2.3): a number, or a date such as
-- "Sun, 06 Nov 1994 08:49:37 GMT"; nil where it says neither, or that there is nothing to wait for:
-- then the desk waits longer from try to try.
local function wait(text)
  if text == nil then return nil end
  local seconds = tonumber(string.match(text, "^%d+$"))
  if seconds == nil then
    local day, month, year, hour, minute, second =
      string.match(text, "^%a+, (%d%d) (%a+) (%d+) (%d%d):(%d%d):(%d%d) GMT$")
    if day == nil or months[month] == nil then return nil end
    local moment = docket.time.instant({
      year = tonumber(year), month = months[month], day = tonumber(day),
      hour = tonumber(hour), minute = tonumber(minute), second = tonumber(second),
    }, "UTC")
    seconds = moment - docket.time.now()
  end
  return seconds > 0 and math.min(seconds, longest) or nil
end

-- Answers that a later try may better: too early, too often, or the server's own trouble.
local passing = { [408] = true, [425] = true, [429] = true }

return function(response, problem)
  if response == nil then
    local code = problem.code == "denied" and "drop" or "retry"
    return nil, { code = code, message = problem.message }
  end
  local status = response.status
  if status >= 200 and status < 300 then return true end
  local message = docket.text(docket.tr("webhook.status", { status = status }))
  if passing[status] or status >= 500 then
    return nil, { code = "retry", after = wait(response.headers["retry-after"]), message = message }
  end
  return nil, { code = "drop", message = message }
end
