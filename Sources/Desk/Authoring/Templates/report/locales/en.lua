return {
  ["report.{{word}}"] = "{{title}}",
  ["help.{{word}}"] = "open tickets, and how many of them are urgent",
  ["param.{{word}}.by"] = "By",
  ["param.{{word}}.least"] = "At least",
  ["column.{{word}}.group"] = "Group",
  ["column.{{word}}.tickets"] = "Tickets",
  ["column.{{word}}.urgent"] = "Urgent",
}
