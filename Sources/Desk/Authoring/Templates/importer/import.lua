-- Brings a table in, one ticket for a row:
--
--     docket plugin enable {{name}}
--     docket import rows.csv --with import.lua --dry-run
--     docket import rows.csv --with import.lua
--
-- A row's `key` makes it once ever: what was in is left out the next time. What is wrong with a row is
-- told with its line, and the others go in.

local priorities = { Low = "low", Medium = "normal", High = "high" }

local function moment(text, column)
  local at, problem = docket.time.parse(text, "%Y-%m-%d %H:%M")
  return at or error(column .. ": " .. problem.message, 0)
end

local function known(text, words, column)
  return words[text] or error(column .. " is `" .. text .. "`, which this importer does not know", 0)
end

docket.importer{
  name = "{{name}}",
  format = "csv",
  -- Columns by their names in the first line of the file.
  each = function(row, import)
    local requester
    if row["E-mail"] ~= "" then
      requester = import:person{ name = row["E-mail"]:match("^[^@]+"):lower(), email = row["E-mail"] }
    end
    import:create{
      key = row.Number,
      at = moment(row.Opened, "Opened"),
      subject = row.Title,
      body = row.Text,
      priority = known(row.Priority, priorities, "Priority"),
      requester = requester,
      fields = { {{word}}_number = row.Number },
    }
    if row.Answer ~= "" then
      import:reply{ key = row.Number, at = moment(row.Answered, "Answered"), text = row.Answer }
    end
  end,
}
