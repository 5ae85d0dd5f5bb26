return {
  ["form.{{word}}"] = "{{title}}",
  ["form.{{word}}.subject"] = "What is it about",
  ["form.{{word}}.body"] = "More of it",
  ["form.{{word}}.room"] = "Room",
  ["form.{{word}}.priority"] = "Priority",
  ["form.{{word}}.number"] = "Number of the document",
  ["field.{{word}}_room"] = "Room",
  ["field.queue"] = "Queue",
  ["refusal.room"] = "what is urgent needs a room to go to",
}
