return {
  ["field.{{word}}"] = "{{title}}",
  ["help.{{word}}"] = "needed once the priority is high",
  ["choice.{{word}}.low"] = "Low",
  ["choice.{{word}}.medium"] = "Medium",
  ["choice.{{word}}.high"] = "High",
  ["field.{{word}}_note"] = "{{title}}: note",
}
